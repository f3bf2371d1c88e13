// The fields of Kubernetes' objects that our exports use, as its API reference (v1.32) has them; whatever else stands there is a mistake.
import { z } from 'zod';

const dnsLabel = z.string().regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/u);
const labels = z.record(z.string(), z.string().max(63));
const metadata = z.strictObject({ name: dnsLabel, namespace: dnsLabel, labels: labels.optional() });
const quantity = z.string().regex(/^\d+(\.\d+)?(m|k|M|G|Ki|Mi|Gi)?$/u);
const amounts = z.strictObject({ memory: quantity.optional(), cpu: quantity.optional() });

const container = z.strictObject({
  name: dnsLabel,
  image: z.string().min(1),
  imagePullPolicy: z.enum(['Always', 'IfNotPresent', 'Never']),
  command: z.array(z.string()),
  securityContext: z.strictObject({
    allowPrivilegeEscalation: z.boolean(),
    capabilities: z.strictObject({ drop: z.array(z.string()) }),
  }),
  resources: z.strictObject({ limits: amounts, requests: amounts }),
  volumeMounts: z.array(
    z.strictObject({
      name: dnsLabel,
      mountPath: z.string().startsWith('/'),
      readOnly: z.boolean().optional(),
    }),
  ),
});

const podSpec = z.strictObject({
  hostname: dnsLabel,
  restartPolicy: z.enum(['Always', 'OnFailure', 'Never']),
  automountServiceAccountToken: z.boolean(),
  enableServiceLinks: z.boolean(),
  securityContext: z.strictObject({
    runAsNonRoot: z.boolean(),
    runAsUser: z.int(),
    runAsGroup: z.int(),
    fsGroup: z.int(),
    seccompProfile: z.strictObject({ type: z.enum(['RuntimeDefault', 'Unconfined', 'Localhost']) }),
  }),
  containers: z.array(container).min(1),
  volumes: z.array(
    z.union([
      z.strictObject({ name: dnsLabel, secret: z.strictObject({ secretName: dnsLabel }) }),
      z.strictObject({ name: dnsLabel, emptyDir: z.strictObject({}) }),
    ]),
  ),
});

const peer = z.strictObject({ namespaceSelector: z.strictObject({ matchLabels: labels }) });
const policyPort = z.strictObject({ protocol: z.enum(['TCP', 'UDP', 'SCTP']), port: z.int() });

export const kubernetesObject = z.discriminatedUnion('kind', [
  z.strictObject({
    apiVersion: z.literal('v1'),
    kind: z.literal('Namespace'),
    metadata: z.strictObject({ name: dnsLabel }),
  }),
  z.strictObject({
    apiVersion: z.literal('v1'),
    kind: z.literal('Secret'),
    metadata,
    type: z.string(),
    stringData: z.record(z.string().regex(/^[-._a-zA-Z0-9]+$/u), z.string()),
  }),
  z.strictObject({
    apiVersion: z.literal('v1'),
    kind: z.literal('Service'),
    metadata,
    // Without ports only where it has no address of its own.
    spec: z.strictObject({
      clusterIP: z.literal('None'),
      publishNotReadyAddresses: z.boolean(),
      selector: labels,
    }),
  }),
  z.strictObject({ apiVersion: z.literal('v1'), kind: z.literal('Pod'), metadata, spec: podSpec }),
  z.strictObject({
    apiVersion: z.literal('batch/v1'),
    kind: z.literal('Job'),
    metadata,
    spec: z.strictObject({
      backoffLimit: z.int(),
      activeDeadlineSeconds: z.int(),
      template: z.strictObject({ metadata: z.strictObject({ labels }), spec: podSpec }),
    }),
  }),
  z.strictObject({
    apiVersion: z.literal('networking.k8s.io/v1'),
    kind: z.literal('NetworkPolicy'),
    metadata,
    spec: z.strictObject({
      podSelector: z.strictObject({}),
      policyTypes: z.array(z.enum(['Ingress', 'Egress'])),
      ingress: z.array(z.strictObject({ from: z.array(peer) })),
      egress: z.array(
        z.strictObject({ to: z.array(peer).optional(), ports: z.array(policyPort).optional() }),
      ),
    }),
  }),
]);
