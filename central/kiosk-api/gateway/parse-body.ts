/** Bodies are JSON, parsed once here; unknown keys are refused by the schemas. */
import * as v from 'valibot'

/** The value, or null when the body is not JSON or not of that shape. */
export function parseBody<S extends v.GenericSchema>(schema: S, body: Uint8Array): v.InferOutput<S> | null {
  try {
    return v.parse(schema, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)))
  } catch {
    return null
  }
}
