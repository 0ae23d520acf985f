import { z } from 'zod';
import { parseContent, printContent } from './content.ts';
import { ruleMention } from './rule.ts';

const anyRule = z.looseObject({ mention: z.unknown().optional() });

/** A watch's rule as it is kept, without its mention of `person` (the platform's own id). */
export function ruleWithout(rule: string, person: string): string {
  const read = anyRule.parse(JSON.parse(rule));
  const mention = ruleMention.optional().safeParse(read.mention);
  // What this version can't read is not let stand for that.
  if (mention.success && mention.data?.person !== person) return rule;
  const { mention: _, ...rest } = read;
  return JSON.stringify(rest);
}

/** A delivery's content as it is kept, without its mentions of `person`. */
export function contentWithout(content: string, person: string): string {
  const read = parseContent(content);
  return printContent({ ...read, mentions: read.mentions.filter((mention) => mention.person !== person) });
}
