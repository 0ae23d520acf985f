import { core } from 'zod';

/**
 * `schema` once more, closed: a property that it does not name is a fault, however deep. Records keep taking any key.
 * Throws on a kind of schema that it does not know, lest something stay open unseen.
 */
export function createClosing(): (schema: core.$ZodType) => core.$ZodType {
  const done = new Map<core.$ZodType, core.$ZodType>();

  function close(schema: core.$ZodType): core.$ZodType {
    const known = done.get(schema);
    if (known !== undefined) return known;
    const closed = closedOf(schema);
    done.set(schema, closed);
    return closed;
  }

  function closedOf(schema: core.$ZodType): core.$ZodType {
    if (schema instanceof core.$ZodObject) {
      const entries = Object.entries(schema._zod.def.shape);
      const shape = Object.fromEntries(entries.map(([key, value]) => [key, close(value)]));
      const catchall = new core.$ZodNever({ type: 'never' });
      return new core.$ZodObject({ ...schema._zod.def, shape, catchall });
    }
    if (schema instanceof core.$ZodLazy) {
      const { def } = schema._zod;
      return new core.$ZodLazy({ ...def, getter: () => close(def.getter()) });
    }
    if (schema instanceof core.$ZodArray) {
      return new core.$ZodArray({ ...schema._zod.def, element: close(schema._zod.def.element) });
    }
    if (schema instanceof core.$ZodUnion) {
      return new core.$ZodUnion({ ...schema._zod.def, options: schema._zod.def.options.map(close) });
    }
    if (schema instanceof core.$ZodNullable) {
      return new core.$ZodNullable({ ...schema._zod.def, innerType: close(schema._zod.def.innerType) });
    }
    if (schema instanceof core.$ZodOptional) {
      return new core.$ZodOptional({ ...schema._zod.def, innerType: close(schema._zod.def.innerType) });
    }
    if (schema instanceof core.$ZodRecord) {
      return new core.$ZodRecord({ ...schema._zod.def, valueType: close(schema._zod.def.valueType) });
    }
    if (leaves.some((leaf) => schema instanceof leaf)) return schema;
    throw new Error(`a schema of kind ${schema._zod.def.type} can't be closed`);
  }

  return close;
}

const leaves = [
  core.$ZodString,
  core.$ZodNumber,
  core.$ZodBoolean,
  core.$ZodLiteral,
  core.$ZodEnum,
  core.$ZodNull,
  core.$ZodUndefined,
];
