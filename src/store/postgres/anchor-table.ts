import type { Insertable, Selectable } from 'kysely';
import type { Anchor } from '../../domain/audit/anchors.ts';
import { inParts } from '../batches.ts';
import type { AnchorBook } from '../engine.ts';
import type { Schema } from '../schema.ts';

/** Of six parameters each. */
const rowsAtOnce = 500;

/**
 * Anchors in the table `audit_anchors`. What another process anchored meanwhile stays, and is only ever moved forward:
 * nothing is locked for it.
 */
export const anchorTable: AnchorBook = {
  where: 'the table audit_anchors',
  async read({ unscoped }) {
    const rows = await unscoped.selectFrom('audit_anchors').selectAll().execute();
    return rows.map(anchorOf);
  },
  async write({ unscoped }, { before, next }) {
    const known = new Map(before.map((anchor) => [nameOf(anchor), JSON.stringify(rowOf(anchor))]));
    const changed = next.filter((anchor) => known.get(nameOf(anchor)) !== JSON.stringify(rowOf(anchor)));
    for (const part of inParts(changed.map(rowOf), rowsAtOnce)) {
      await unscoped
        .insertInto('audit_anchors')
        .values(part)
        .onConflict((conflict) =>
          conflict.columns(['organization', 'seq', 'hash']).doUpdateSet(({ eb, ref }) => {
            const later = (column: 'at' | 'cut_seq') =>
              eb
                .case()
                .when(ref(`excluded.${column}`), '>', ref(`audit_anchors.${column}`))
                .then(ref(`excluded.${column}`))
                .else(ref(`audit_anchors.${column}`))
                .end();
            return {
              at: later('at'),
              cut_seq: later('cut_seq'),
              front_at: eb
                .case()
                .when(ref('excluded.cut_seq'), '>=', ref('audit_anchors.cut_seq'))
                .then(ref('excluded.front_at'))
                .else(ref('audit_anchors.front_at'))
                .end(),
            };
          }),
        )
        .execute();
    }
    const kept = new Set(next.map(nameOf));
    for (const { organization, seq, hash } of before.filter((anchor) => !kept.has(nameOf(anchor)))) {
      await unscoped
        .deleteFrom('audit_anchors')
        .where('organization', '=', organization)
        .where('seq', '=', seq)
        .where('hash', '=', hash)
        .execute();
    }
  },
};

function nameOf({ organization, seq, hash }: Anchor): string {
  return `${organization}\n${seq}\n${hash}`;
}

function anchorOf({
  cut_seq: cutSeq,
  front_at: frontAt,
  ...rest
}: Selectable<Schema['audit_anchors']>): Anchor {
  return { ...rest, cutSeq, ...(frontAt !== null && { frontAt }) };
}

function rowOf({
  organization,
  seq,
  hash,
  at,
  cutSeq,
  frontAt,
}: Anchor): Insertable<Schema['audit_anchors']> {
  return { organization, seq, hash, at, cut_seq: cutSeq, front_at: frontAt ?? null };
}
