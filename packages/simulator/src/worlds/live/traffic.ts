// Who sent and received how much, by place.
export class Traffic {
  readonly #sent = new Map<number, number>();
  readonly #received = new Map<number, number>();

  carried(from: number, to: number, bytes: number): void {
    this.#sent.set(from, (this.#sent.get(from) ?? 0) + bytes);
    this.#received.set(to, (this.#received.get(to) ?? 0) + bytes);
  }

  of(place: number): { readonly sent: number; readonly received: number } {
    return { sent: this.#sent.get(place) ?? 0, received: this.#received.get(place) ?? 0 };
  }
}
