import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './sources.ts';

/** One instruction, such as `RUN` with what stands after it. */
interface DockerStep {
  readonly instruction: string;
  readonly rest: string;
}

/** One stage of the Dockerfile. */
export interface DockerStage {
  /** What it is made from, such as `node:26-slim`. */
  readonly from: string;
  readonly name: string | undefined;
  readonly steps: readonly DockerStep[];
}

/** The stages of the project's Dockerfile. Throws where a line is none that is understood here. */
export function dockerStages(): readonly DockerStage[] {
  const stages: { from: string; name: string | undefined; steps: DockerStep[] }[] = [];
  for (const line of readFileSync(join(root, 'Dockerfile'), 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [, instruction, rest] = /^([A-Z]+) (.+)$/.exec(line) ?? [];
    if (instruction === undefined || rest === undefined) throw new Error(`not understood: ${line}`);
    if (instruction === 'FROM') {
      const [, from = '', name] = /^(\S+)(?: AS (\S+))?$/.exec(rest) ?? [];
      stages.push({ from, name, steps: [] });
    } else stages.at(-1)?.steps.push({ instruction, rest });
  }
  return stages;
}

/** What stands after each of an instruction, in all stages in turn. */
export function dockerSteps(stages: readonly DockerStage[], instruction: string): readonly string[] {
  return stages.flatMap(({ steps }) =>
    steps.filter((step) => step.instruction === instruction).map(({ rest }) => rest),
  );
}
