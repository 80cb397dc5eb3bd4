/** The ContentBundle of the training hospital: signed by a content key, its version goes up when anything changed. */
import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { ContentBundle } from '../../../domain/contract/content/bundle.ts'
import { defaultDevicePolicy } from '../../../domain/contract/device/device-policy.ts'
import { lifetimes, renewalFrom } from '../../../domain/contract/device/lifetimes.ts'
import type { Printer } from '../../../domain/contract/device/printer.ts'
import { contentFaults } from '../../../domain/forms/publish-content.ts'
import { publishableForm } from '../../../domain/forms/publish.ts'
import { formFaults } from '../../../domain/forms/publish-elements.ts'
import { HospitalId } from '../../../domain/ids.ts'
import type { CompactJws } from '../../../domain/ids.ts'
import { languages } from '../../../domain/language.ts'
import { newestFormat } from '../../../domain/policy/cell.ts'
import { defaultCells } from '../../../domain/policy/default.ts'
import { HospitalPolicy } from '../../../domain/policy/policy.ts'
import type { PolicyResult } from '../../../domain/policy/read.ts'
import { writtenPolicy } from '../../../domain/policy/formats.ts'
import { instantOf } from '../../clock/clock.ts'
import { signClaims } from '../../keys/house-key.ts'
import type { HouseKey } from '../../keys/house-key.ts'
import type { Policies } from '../policy/policies.ts'
import { capableAdultForm } from './capable-adult-form.ts'
import { childForm } from './child-form.ts'
import { incapableAdultForm } from './incapable-adult-form.ts'
import { privacy } from './privacy.ts'
import { policyInContent, shownContent } from './shown.ts'
import type { ShownContent } from './shown.ts'
import type { ContentStore } from './content-store.ts'
import { terms } from './terms.ts'

/** Does not exist. */
export const trainingHospital = 'Ziekenhuis De Brug'

/** Its id, in policies and in the keyset. */
export const trainingHospitalId = v.parse(HospitalId, 'de-brug')

/** The rules of the training hospital at its first start: every cell at its default. */
export const trainingPolicy: HospitalPolicy = v.parse(HospitalPolicy, {
  format: newestFormat,
  hospital: { id: trainingHospitalId, name: trainingHospital },
  version: 1,
  validFrom: '2026-01-01',
  ...Object(defaultCells()),
})

/** What the hospital shows now. The members follow the newest policy. */
export interface Content {
  readonly bundle: ContentBundle
  /** The policy in force. */
  readonly policy: HospitalPolicy
  readonly jws: CompactJws
  /** Forms and terms of every version that was ever signed here. */
  readonly shown: () => Promise<ShownContent>
  /** Number of the policy in a version of the content that was ever signed here; null for any other version. */
  readonly policyIn: (version: number) => Promise<number | null>
  /** Every policy that was ever published here. */
  readonly policies: Policies
  /** Publishes a signed policy file and signs content with it; a file that is refused changes nothing. */
  publish(file: string, now: Date): Promise<PolicyResult>
  /** Signs the next version when the newest has lived for long enough. True: it did. */
  renew(now: Date): Promise<boolean>
}

type Said = Omit<ContentBundle, 'version' | 'validUntil'>

/** The newest bundle: the stored one while it says the same and holds long enough, else a new version. */
export async function openContent(options: {
  readonly store: ContentStore
  readonly key: HouseKey
  /** The policy in force at this start. */
  readonly policy: HospitalPolicy
  readonly policies: Policies
  /** Base of the public status pages; "/" and a reference follow. */
  readonly statusBase: string
  /** Address of the time-stamping authority that kiosks ask. */
  readonly timeStamp: string
  readonly training: boolean
  readonly printer: Printer | null
  readonly now: Date
}): Promise<Content> {
  const { store, key, policy, policies, statusBase, timeStamp, training, printer } = options
  const saying = (rules: HospitalPolicy): Said => ({
    hospital: { name: trainingHospital, privacyContact: 'privacy@debrug.example', statusBase },
    policy: writtenPolicy(rules),
    device: { ...defaultDevicePolicy, training, printer, timeStamp: { address: timeStamp } },
    terms,
    privacy,
    questionnaires: [childForm, incapableAdultForm, capableAdultForm],
    languages: [...languages],
  })
  let newest = { policy, ...(await signedContent({ store, key, said: saying(policy), now: options.now })) }
  let publishing: Promise<unknown> = Promise.resolve()
  return {
    get bundle() {
      return newest.bundle
    },
    get policy() {
      return newest.policy
    },
    get jws() {
      return newest.jws
    },
    shown: () => shownContent(store),
    policyIn: (version) => policyInContent(store, version),
    policies,
    publish(file, now) {
      // One after another, so that the last content is that of the newest policy.
      const published = publishing.then(async () => {
        const result = await policies.publish(file, instantOf(now))
        if (result.kind === 'fault') return result
        const said = saying(result.policy)
        newest = { policy: result.policy, ...(await signedContent({ store, key, said, now })) }
        return result
      })
      publishing = published.catch(() => undefined)
      return published
    },
    renew(now) {
      const renewed = publishing.then(async () => {
        const { bundle } = newest
        // Another node may have published meanwhile. A policy that this program cannot read is newer than ours: older rules
        // under a newer number of the content would undo what the hospital decided.
        const rules = await policies.newest()
        if (rules === null) return false
        newest = { policy: rules, ...(await signedContent({ store, key, said: saying(rules), now })) }
        return newest.bundle.version !== bundle.version
      })
      publishing = renewed.catch(() => undefined)
      return renewed
    },
  }
}

/** A form or a text that a kiosk would not show whole; the message names each place and element. */
export class ContentRefused extends Error {}

/** Throws {@link ContentRefused}. What was signed before is not asked again: it stays readable as it was. */
function mayBePublished(said: Said): void {
  const texts = contentFaults(said).map(({ path, why }) => `${path}: ${formFaults[why]}`)
  if (texts.length > 0) throw new ContentRefused(`content is not published:\n${texts.join('\n')}`)
  for (const one of said.questionnaires) {
    const published = publishableForm(one)
    if (published.kind === 'form') continue
    const faults = published.faults.map(
      ({ linkId, element, why }) => `${linkId ?? '(form)'}: ${element} ${formFaults[why]}`,
    )
    throw new ContentRefused(`form ${one.url} ${one.version} is not published:\n${faults.join('\n')}`)
  }
}

/** The newest stored bundle while it says the same and holds long enough, else the next version, signed and stored. */
async function signedContent(input: {
  readonly store: ContentStore
  readonly key: HouseKey
  readonly said: Said
  readonly now: Date
}): Promise<{ readonly bundle: ContentBundle; readonly jws: CompactJws }> {
  const { store, key, said, now } = input
  const hash = createHash('sha256')
    .update(`${key.kid}\n${JSON.stringify(said)}`)
    .digest('base64url')
  for (;;) {
    const last = await store.newest()
    const until = last === null ? 0 : Date.parse(last.validUntil)
    const fresh = now.getTime() < renewalFrom({ from: until - lifetimes.content, until })
    if (last?.hash === hash && fresh) {
      const bundle = v.parse(ContentBundle, { version: last.version, validUntil: last.validUntil, ...said })
      return { bundle, jws: last.jws }
    }
    mayBePublished(said)
    const version = (last?.version ?? 0) + 1
    const validUntil = instantOf(new Date(now.getTime() + lifetimes.content))
    const bundle = v.parse(ContentBundle, { version, validUntil, ...said })
    const jws = await signClaims({ key, typ: 'balie-content+jwt', claims: bundle })
    // Another node may have signed this version meanwhile: then it is looked at again.
    if (await store.add({ version, hash, validUntil, jws })) return { bundle, jws }
  }
}
