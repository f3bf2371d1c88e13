// What the three processes of this benchmark say to each other.

/** To the crowd: how many light clients, and who will be measured, at which port on 127.0.0.1. */
export interface CrowdTask {
  readonly count: number;
  readonly folder: string;
  readonly measured: { readonly id: string; readonly port: number };
}

/** From the crowd, once all are up. */
export interface CrowdReady {
  readonly socksPort: number;
  readonly ids: readonly string[];
}

/** To the measured process. */
export interface MeasuredTask {
  readonly id: string;
  readonly port: number;
  readonly home: string;
  readonly socksPort: number;
  readonly contacts: readonly string[];
  /** Seconds of peace before and while its processor time is counted. */
  readonly settle: number;
  readonly idle: number;
}

export interface Usage {
  /** Bytes, after the garbage was collected. */
  readonly resident: number;
  readonly heap: number;
  readonly external: number;
  /** Share of one core while nothing happens. */
  readonly cpu: number;
}
