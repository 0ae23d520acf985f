import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';
import { z } from 'zod';
import { type Arguments, json } from './arguments.ts';
import type { FakeSlack } from './slack.ts';

/**
 * Holds what is sent to Slack against what Slack's own packages publish. Each function gives the faults in words; what the
 * packages don't know is one.
 */
export interface PublishedSchemas {
  /** A Web API method with its arguments, as they were on the wire. */
  faultsInCall(method: string, args: Arguments): readonly string[];
  /** What is posted to a `response_url`, or acknowledges a command. */
  faultsInResponse(body: unknown): readonly string[];
  /** A message's blocks, or a view's. */
  faultsInBlocks(blocks: unknown): readonly string[];
}

/** Everything that was sent to `slack`, held against what is published: the faults, each once. */
export function unpublished({ calls, responses }: Pick<FakeSlack, 'calls' | 'responses'>): readonly string[] {
  const published = publishedSchemas();
  const faults = [
    ...calls.flatMap(({ method, args }) => published.faultsInCall(method, args)),
    ...responses.flatMap(published.faultsInResponse),
  ];
  return [...new Set(faults)];
}

/** What Slack documents and its packages do not know, with the fields that it has. */
const newer: {
  readonly blocks: Readonly<Record<string, readonly string[]>>;
  readonly args: readonly string[];
} = {
  blocks: {
    // 2026-06-16, docs.slack.dev/reference/block-kit/blocks/data-visualization-block; not in @slack/types 3.2.0.
    data_visualization: ['type', 'block_id', 'title', 'chart'],
  },
  // docs.slack.dev/reference/methods/files.getUploadURLExternal, seen 2026-11-29; @slack/web-api 8.2.0 calls it alt_text.
  args: ['files.getUploadURLExternal alt_txt'],
};

const here = dirname(fileURLToPath(import.meta.url));
const types = join(here, 'published-types.ts');
const modules = join(here, '../../../node_modules');
const packages = ['@slack/types', '@slack/web-api', '@slack/bolt', 'ts-json-schema-generator'];
const methodTypes = ['ChatMethods', 'ConversationMethods', 'FileMethods', 'OtherMethods'] as const;
const payloadTypes = 'Payloads';

const schema = z.looseObject({
  definitions: z.record(
    z.string(),
    z.looseObject({
      properties: z.record(z.string(), z.unknown()).optional(),
      anyOf: z.array(z.looseObject({ $ref: z.string().optional() })).optional(),
    }),
  ),
});
const schemas = z.record(z.string(), schema);
type Schema = z.infer<typeof schema>;

let compiled: PublishedSchemas | undefined;

/** Made once for each version of the packages, which takes some seconds, and kept beside them. */
export function publishedSchemas(): PublishedSchemas {
  compiled ??= compile(schemas.parse(JSON.parse(readOrMake())));
  return compiled;
}

function readOrMake(): string {
  const identity = createHash('sha256').update(readFileSync(types));
  for (const name of packages) identity.update(readFileSync(join(modules, name, 'package.json')));
  const path = join(modules, '.cache/slack-schemas', `${identity.digest('hex').slice(0, 32)}.json`);
  try {
    return readFileSync(path, 'utf8');
  } catch {
    const generator = createGenerator({
      path: types,
      skipTypeCheck: true,
      additionalProperties: false,
      jsDoc: 'none',
      expose: 'all',
    });
    const all = [...methodTypes, payloadTypes].map((type) => [type, generator.createSchema(type)]);
    const made = JSON.stringify(Object.fromEntries(all));
    mkdirSync(dirname(path), { recursive: true });
    // Several test files may be making it.
    writeFileSync(`${path}.${process.pid}`, made);
    renameSync(`${path}.${process.pid}`, path);
    return made;
  }
}

function compile(published: Readonly<Record<string, Schema>>): PublishedSchemas {
  const ajv = new Ajv({ strict: false });
  for (const [name, each] of Object.entries(published)) ajv.addSchema(each, name);
  const validators = new Map<string, ValidateFunction>();
  /** What is wrong with `value` by one definition of a schema, or by a property of one. */
  const check = (ref: string, value: unknown): string[] => {
    const validate = validators.get(ref) ?? ajv.compile({ $ref: ref });
    validators.set(ref, validate);
    return validate(value) ? [] : [worst(validate.errors ?? [])];
  };
  const typeOf = (method: string) =>
    methodTypes.find((type) => published[type]?.definitions[type]?.properties?.[method] !== undefined);
  const blockDefinitions = blocksIn(published[payloadTypes]);

  const faultsInBlocks = (value: unknown): string[] => {
    if (value === undefined) return [];
    const read = z.array(z.looseObject({ type: z.string() })).safeParse(value);
    if (!read.success) return ['blocks that are none'];
    return read.data.flatMap((block) => {
      const fields = newer.blocks[block.type];
      if (fields !== undefined)
        return Object.keys(block).flatMap((key) =>
          fields.includes(key) ? [] : [`${block.type}: ${key} is unknown`],
        );
      const definition = blockDefinitions.get(block.type);
      if (definition === undefined) return [`no block has the type ${block.type}`];
      return check(`${payloadTypes}#/definitions/${definition}`, block).map(
        (fault) => `${block.type}${fault}`,
      );
    });
  };

  return {
    faultsInBlocks,
    faultsInCall(method, wire) {
      const type = typeOf(method);
      if (type === undefined) return [`${method} has no published arguments`];
      const args = Object.fromEntries(
        Object.keys(wire)
          .filter((key) => !newer.args.includes(`${method} ${key}`))
          .map((key) => [key, decoded(wire, key)]),
      );
      const shown = blocksWithin(args);
      return [
        ...check(`${type}#/definitions/${type}/properties/${method}`, withoutNewer(args)),
        ...shown.flatMap(faultsInBlocks),
      ].map((fault) => `${method}: ${fault}`);
    },
    faultsInResponse: (body) =>
      [
        ...check(`${payloadTypes}#/definitions/${payloadTypes}/properties/response`, withoutNewer(body)),
        ...blocksWithin(body).flatMap(faultsInBlocks),
      ].map((fault) => `response: ${fault}`),
  };
}

/** The definition's name of each type of block. */
function blocksIn(published: Schema | undefined): ReadonlyMap<string, string> {
  const constant = z.object({ const: z.string() });
  const found = new Map<string, string>();
  const definitions = published?.definitions ?? {};
  for (const { $ref = '' } of definitions['KnownBlock']?.anyOf ?? []) {
    const name = $ref.replace('#/definitions/', '');
    const definition = definitions[name];
    const variants = [
      definition,
      ...z.array(schema.shape.definitions.valueType).parse(definition?.anyOf ?? []),
    ];
    for (const variant of variants) {
      const type = constant.safeParse(variant?.properties?.['type']);
      if (type.success) found.set(type.data.const, name);
    }
  }
  return found;
}

/** A form carries texts alone. A message's own words are never anything else. */
function decoded(wire: Arguments, key: string): unknown {
  const value = wire[key];
  if (typeof value !== 'string' || key === 'text' || key === 'ts') return value;
  if (/^(?:true|false)$/.test(value) || /^[[{]/.test(value)) return json(wire, key) ?? value;
  return ['limit', 'length'].includes(key) ? Number(value) : value;
}

/** Every list of blocks in what is sent: a message's, a view's, those of each unfurled link or attachment. */
function blocksWithin(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(blocksWithin);
  return Object.entries(value).flatMap(([key, inner]) => (key === 'blocks' ? [inner] : blocksWithin(inner)));
}

/** The packages refuse what they don't know: such blocks are looked at by themselves. */
function withoutNewer(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const isNewer = (each: unknown) =>
      typeof each === 'object' &&
      each !== null &&
      'type' in each &&
      Object.hasOwn(newer.blocks, String(each.type));
    return value.filter((each) => !isNewer(each)).map(withoutNewer);
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutNewer(inner)]));
}

/** Of the faults by each of several descriptions, the one deepest inside: the others are of descriptions of other things. */
function worst(errors: readonly ErrorObject[]): string {
  const [deepest] = errors.toSorted((a, b) => depth(b) - depth(a));
  if (deepest === undefined) return ' is not as described';
  const { instancePath, message, params } = deepest;
  const name = 'additionalProperty' in params ? `: ${params['additionalProperty']}` : '';
  return `${instancePath} ${message}${name}`;
}

function depth({ instancePath, keyword }: ErrorObject): number {
  return instancePath.split('/').length * 2 + (keyword === 'additionalProperties' ? 1 : 0);
}
