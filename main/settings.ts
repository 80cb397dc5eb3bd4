/**
 * The machine's own settings, one JSON file given at start (`--settings FILE`): where state lives, which central,
 * how large a millimetre is on this glass. Written by IT or by `npm start`; unknown keys are refused.
 */
import { readFileSync } from 'node:fs'
import * as v from 'valibot'

export const MachineSettings = v.strictObject({
  /** Folder for device.json, outbox, journal and caches; made with mode 0700. */
  state: v.pipe(v.string(), v.minLength(1)),
  /** Address of the central's kiosk-facing listener; needed only until enrolment. */
  central: v.optional(v.pipe(v.string(), v.url())),
  /** One-time code; used when there is no device.json yet. */
  enrolmentCode: v.optional(v.string()),
  /** Where the three device keys live. `file` is for training only. */
  secrets: v.optional(v.picklist(['keychain', 'file']), 'keychain'),
  /** CSS px per real millimetre, measured with a ruler on the glass; and reading distance / 450 mm (docs/look.md). */
  screen: v.optional(
    v.strictObject({
      mm: v.pipe(v.number(), v.minValue(1), v.maxValue(40)),
      view: v.pipe(v.number(), v.minValue(0.5), v.maxValue(4)),
    }),
  ),
  /** Window size in px when not full screen (rehearsal on a desktop, tests). */
  window: v.optional(v.strictObject({ width: v.number(), height: v.number() })),
  /** Losing the focus to another program ends a visit in training too; under a production policy it always does. */
  holdFocus: v.optional(v.boolean(), false),
  /** Rehearsal only: the browser program and what it is started with besides our own switches. */
  browser: v.optional(v.strictObject({ program: v.string(), switches: v.optional(v.array(v.string()), []) })),
})
export type MachineSettings = v.InferOutput<typeof MachineSettings>

/** Reads the settings named by `--settings FILE`. Throws a plain sentence when they are missing or wrong. */
export function readSettings(args: readonly string[]): MachineSettings {
  const at = args.findIndex((argument) => argument === '--settings' || argument.startsWith('--settings='))
  const file = at < 0 ? undefined : args[at]?.includes('=') ? args[at]?.slice('--settings='.length) : args[at + 1]
  if (!file) throw new Error('Say where the machine settings are: --settings FILE')
  const parsed = v.safeParse(MachineSettings, JSON.parse(readFileSync(file, 'utf8')))
  if (!parsed.success) {
    throw new Error(
      `The machine settings are wrong at "${v.getDotPath(parsed.issues[0]) ?? ''}": ${parsed.issues[0].message}`,
    )
  }
  return parsed.output
}
