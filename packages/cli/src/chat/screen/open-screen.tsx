// x
export async function openScreen(...a: unknown[]): Promise<void> {
  void a;
}
