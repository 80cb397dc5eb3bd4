/** What main and the short-lived keychain helper say to each other: one request, one answer. */
import * as v from 'valibot'

const Account = v.pipe(v.string(), v.regex(/^[a-z0-9.-]{1,80}$/))

export const HelperRequest = v.variant('act', [
  v.strictObject({ act: v.literal('get'), account: Account }),
  v.strictObject({ act: v.literal('set'), account: Account, value: v.pipe(v.string(), v.maxLength(2000)) }),
  v.strictObject({ act: v.literal('delete'), account: Account }),
])
export type HelperRequest = v.InferOutput<typeof HelperRequest>

export const HelperAnswer = v.variant('ok', [
  v.strictObject({ ok: v.literal(true), value: v.nullable(v.string()) }),
  v.strictObject({ ok: v.literal(false) }),
])
export type HelperAnswer = v.InferOutput<typeof HelperAnswer>
