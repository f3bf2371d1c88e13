// x
export async function plainChat(...a: unknown[]): Promise<void> {
  void a;
}
