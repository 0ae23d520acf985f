import { type ChildProcess, fork } from 'node:child_process';
import type { z } from 'zod';
import { type ProcessReading, readProcess } from './process-reading.ts';

/** A process of the benchmark's own: asked over IPC, one question at a time. */
export interface OwnProcess<Ready> {
  /** Its first message. */
  readonly ready: Ready;
  ask<Answer>(question: object, answer: z.ZodType<Answer>): Promise<Answer>;
  read(): ProcessReading;
  stop(): void;
}

export async function startOwn<Ready>(script: string, ready: z.ZodType<Ready>): Promise<OwnProcess<Ready>> {
  const child = fork(script, { serialization: 'advanced', stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const first = await nextMessage(child, ready);
  return {
    ready: first,
    ask(question, answer) {
      const said = nextMessage(child, answer);
      child.send(question);
      return said;
    },
    read: () => readProcess(child.pid ?? 0),
    stop() {
      if (child.connected) child.disconnect();
    },
  };
}

function nextMessage<Message>(child: ChildProcess, schema: z.ZodType<Message>): Promise<Message> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('a process of the benchmark ended early'));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      try {
        resolve(schema.parse(message));
      } catch (error) {
        reject(error);
      }
    });
  });
}
