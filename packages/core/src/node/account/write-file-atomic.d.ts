// The part of write-file-atomic that is used here: it comes without types.
declare module 'write-file-atomic' {
  export default function writeFileAtomic(
    file: string,
    data: string,
    options: { readonly mode: number },
  ): Promise<void>;
}
