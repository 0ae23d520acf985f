import { Gauge, type Registry } from 'prom-client';
import { isDirectWorkspace } from '../chat/invocation.ts';
import { splitScopedId } from '../runtime/scoped-id.ts';
import type { AuditTrail } from '../store/contract/audit.ts';
import { boundedLabel } from './metric-labels.ts';

/** What is told of the audit log. */
export interface AuditMetrics {
  /** From now on `read` is asked, when the metrics are, how many records each organization's chain ever had. */
  watch(read: () => ReturnType<AuditTrail['lengths']>): void;
  /** How many chains were not what they had been when that was last looked for. */
  broken(chains: number): void;
}

/** The chains of people's own direct messages are told together: their names are people's. */
const directMessages = 'direct messages';

export function createAuditMetrics(registry: Registry): AuditMetrics {
  const registers = [registry];
  const organizationLabel = boundedLabel();
  const labelOf = (organization: string) =>
    isDirectWorkspace(splitScopedId(organization).id) ? directMessages : organizationLabel(organization);
  let read: (() => ReturnType<AuditTrail['lengths']>) | undefined;
  new Gauge({
    name: 'audit_records',
    help: 'Records that the audit log ever had, by organization; never falls',
    labelNames: ['organization'],
    registers,
    async collect() {
      this.reset();
      // A store that does not answer leaves it empty: no figure is better than an old one.
      const chains = (await read?.().catch(() => undefined)) ?? [];
      for (const { organization, seq } of chains) this.inc({ organization: labelOf(organization) }, seq);
    },
  });
  const broken = new Gauge({
    name: 'audit_broken_chains',
    help: 'Audit chains that differ from their anchors, as of the last look',
    registers,
  });
  return {
    watch(reading) {
      read = reading;
    },
    broken: (chains) => broken.set(chains),
  };
}
