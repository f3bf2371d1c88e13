// What an exporter hands over: files by their path below the folder of the export.

export interface Exported {
  readonly files: ReadonlyMap<string, string>;
  /** What to type next, in sentences. */
  readonly next: readonly string[];
}

export interface ImageNames {
  readonly tor: string;
  readonly simulator: string;
}

/** Comment lines of YAML. */
export function comment(lines: readonly string[]): string {
  return lines.map((line) => `# ${line}`.trimEnd()).join('\n');
}

/** Of files by folder, each folder once. */
export function filesOf(
  machines: readonly { readonly folder: string; readonly files: ReadonlyMap<string, string> }[],
  under: string,
): Map<string, string> {
  const found = new Map<string, string>();
  for (const { folder, files } of machines)
    for (const [name, text] of files) found.set(`${under}/${folder}/${name}`, text);
  return found;
}
