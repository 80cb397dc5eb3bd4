/** The published JSON Schema (draft 2020-12) of a policy, from the description of its cells: title, unit, default, source. */
import { toJsonSchema, type JsonSchema } from '@valibot/to-json-schema'
import { isAbout, newestFormat } from '../../domain/policy/cell.ts'
import { HospitalPolicy } from '../../domain/policy/policy.ts'

const day = String.raw`^\d{4}-\d\d-\d\d$`

/**
 * The schema of the whole file; every key is required and no other is allowed.
 * @throws Error for a part of the schema that JSON Schema cannot say and this file does not spell.
 */
export function policyJsonSchema(): JsonSchema {
  const schema = toJsonSchema(HospitalPolicy, {
    target: 'draft-2020-12',
    // They say something to the compiler only.
    ignoreActions: ['brand', 'readonly'],
    overrideAction: ({ valibotAction, jsonSchema }) => {
      // The two checks of a policy: a day of the calendar, and no kind of data twice (`CalendarDay`, `KindSet`).
      if (valibotAction.type === 'check' && jsonSchema.pattern === day) return { ...jsonSchema, format: 'date' }
      if (valibotAction.type === 'check' && jsonSchema.type === 'array') return { ...jsonSchema, uniqueItems: true }
      if (!('metadata' in valibotAction) || !isAbout(valibotAction.metadata)) return undefined
      // The library copies all metadata as it is; keys that JSON Schema does not know begin with "x-".
      for (const key of Object.keys(valibotAction.metadata)) Reflect.deleteProperty(jsonSchema, key)
      const { title, default: value, unit, source, mark, added, forbidden = [] } = valibotAction.metadata
      return Object.assign(jsonSchema, {
        // An older format may hold a value that is forbidden now; a new file may not.
        ...(jsonSchema.enum === undefined ? {} : { enum: jsonSchema.enum.filter((one) => !forbidden.includes(one)) }),
        title,
        default: value,
        'x-unit': unit,
        'x-source': source,
        'x-mark': mark,
        ...(added === undefined ? {} : { 'x-added': added }),
      })
    },
  })
  return {
    ...schema,
    title: 'Beleid voor machtigingen / policy for mandates',
    // Older formats are read for ever; what is written now is the newest.
    properties: { ...schema.properties, format: { const: newestFormat } },
  }
}
