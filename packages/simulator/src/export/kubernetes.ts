// A scenario for Kubernetes: a namespace that holds everything, with a pod for each machine and a job that plays it.
import { stringify } from 'yaml';
import { comment, type Exported, type ImageNames } from './exported.ts';
import type { Lab, LabMachine } from './lab.ts';
import { DATA, LAB } from './start-script.ts';

const FILE = 'kubernetes.yaml';
const NAMESPACE = 'torchat-lab';
/** What the images make it: nobody. */
const PERSON = 1000;
const GIBIBYTE = 1024 ** 3;

export interface KubernetesOptions {
  readonly title: string;
  readonly images: ImageNames;
}

export function toKubernetes(lab: Lab, { title, images }: KubernetesOptions): Exported {
  const { machines, conductor } = lab;
  const next = [
    `kubectl apply -f ${FILE}`,
    `kubectl -n ${NAMESPACE} wait --for=condition=complete --timeout=${Math.ceil(lab.longest / 1000)}s job/${conductor}`,
    `kubectl -n ${NAMESPACE} logs job/${conductor}`,
    `kubectl delete namespace ${NAMESPACE}`,
  ];
  const objects = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
    walls(),
    ...secrets(machines),
    ...machines.flatMap((machine) => [
      serviceOf(machine),
      machine.name === conductor ? jobOf(machine, images, lab.longest) : podOf(machine, images),
    ]),
  ];
  const head = comment([
    `${title}: a scenario of the TorChat simulator for Kubernetes, made by npm run sim -- export.`,
    'Not run here: it was checked against the fields that Kubernetes documents, and by no cluster.',
    'The images of npm run images -- --lab have to be where the cluster finds them. The job completes when every check held:',
    ...next.map((line) => `  ${line}`),
  ]);
  const text = objects.map((one) => stringify(one, { lineWidth: 0 })).join('---\n');
  return { files: new Map([[FILE, `${head}\n${text}`]]), next };
}

/** Between its pods all passes, and to the cluster's names; nothing else does. */
function walls(): object {
  const within = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': NAMESPACE } } };
  const names = [53].flatMap((port) => ['UDP', 'TCP'].map((protocol) => ({ protocol, port })));
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'walls', namespace: NAMESPACE },
    spec: {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [within] }],
      egress: [{ to: [within] }, { ports: names }],
    },
  };
}

/** Files by folder, each folder once. */
function secrets(machines: readonly LabMachine[]): object[] {
  const folders = new Map(machines.map(({ folder, files }) => [folder, files]));
  return [...folders].map(([folder, files]) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: `files-${folder}`, namespace: NAMESPACE },
    type: 'Opaque',
    stringData: Object.fromEntries(files),
  }));
}

/** A name for its address, also before it is ready: the nodes wait for each other's. */
function serviceOf({ name }: LabMachine): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: NAMESPACE },
    spec: { clusterIP: 'None', publishNotReadyAddresses: true, selector: { app: name } },
  };
}

function podOf(machine: LabMachine, images: ImageNames): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: machine.name, namespace: NAMESPACE, labels: { app: machine.name } },
    spec: podSpec(machine, images),
  };
}

function jobOf(machine: LabMachine, images: ImageNames, longest: number): object {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: machine.name, namespace: NAMESPACE },
    spec: {
      backoffLimit: 0,
      activeDeadlineSeconds: Math.ceil(longest / 1000),
      template: { metadata: { labels: { app: machine.name } }, spec: podSpec(machine, images) },
    },
  };
}

function podSpec({ name, image, words, folder, memory, cpus }: LabMachine, images: ImageNames): object {
  const limits = {
    memory: String(memory ?? GIBIBYTE),
    ...(cpus === undefined ? {} : { cpu: String(cpus) }),
  };
  return {
    hostname: name,
    restartPolicy: 'Never',
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: PERSON,
      runAsGroup: PERSON,
      fsGroup: PERSON,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [
      {
        name: 'main',
        image: images[image],
        imagePullPolicy: 'IfNotPresent',
        command: ['sh', `${LAB}/start`, ...words],
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        resources: { limits, requests: { memory: String(GIBIBYTE / 16), cpu: '20m' } },
        volumeMounts: [
          { name: 'files', mountPath: LAB, readOnly: true },
          { name: 'data', mountPath: DATA },
        ],
      },
    ],
    volumes: [
      { name: 'files', secret: { secretName: `files-${folder}` } },
      { name: 'data', emptyDir: {} },
    ],
  };
}
