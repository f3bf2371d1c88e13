// Containers for whoever needs them: the engine, the images of docker/, and a private Tor network in containers of its own.
export { type Container, type ContainerOptions, startContainer } from './engine/container.ts';
export { findEngine } from './engine/find-engine.ts';
export { type ContainerRun, openRun } from './engine/run.ts';
export { extract } from './images/extract.ts';
export { ensureImages, type Images } from './images/ensure-images.ts';
export { type ContainerTornet, startContainerTornet } from './tornet/container-tornet.ts';
