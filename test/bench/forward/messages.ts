// What the benchmark and its two gateways say to each other.

export interface GatewayTask {
  readonly name: string;
  readonly home: string;
  /** Its id, where the benchmark keeps the key of it; null: the account lies there, and has it. Its tor leads it to this port. */
  readonly id: string | null;
  readonly port: number;
  readonly socksPort: number;
}

/** From a gateway: that its API answers, or what it uses, as it was asked with `'usage'`. */
export type FromGateway =
  | { readonly type: 'ready'; readonly socket: string }
  | ({ readonly type: 'usage' } & Memory);

/** Bytes; after the garbage was collected. */
export interface Memory {
  readonly resident: number;
  readonly heap: number;
  readonly external: number;
}
