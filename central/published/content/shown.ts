/** Everything that kiosks may have shown: of all content versions, because an envelope may come from an older one. */
import { decodeJwt } from 'jose'
import * as v from 'valibot'
import { ContentBundle } from '../../../domain/contract/content/bundle.ts'
import type { Form } from '../../../domain/forms/form.ts'
import { readForm } from '../../../domain/forms/form.ts'
import type { ContentStore } from './content-store.ts'

export interface ShownContent {
  readonly forms: readonly Form[]
  /** The same as they were published, by `url|version`. */
  readonly questionnaires: ReadonlyMap<string, ContentBundle['questionnaires'][number]>
  /** "terms 2026-11", "privacy 2026-11". */
  readonly documents: ReadonlySet<string>
}

/** Reads every version that was ever signed here. */
export async function shownContent(store: ContentStore): Promise<ShownContent> {
  const bundles = (await store.all()).flatMap(({ jws }) => {
    const parsed = v.safeParse(ContentBundle, decodeJwt(jws))
    return parsed.success ? [parsed.output] : []
  })
  const forms = new Map<string, Form>()
  const published = new Map<string, ContentBundle['questionnaires'][number]>()
  for (const { questionnaires } of bundles) {
    for (const one of questionnaires) {
      const form = readForm(one)
      const name = form === null ? '' : `${form.url}|${form.version}`
      if (form === null || forms.has(name)) continue
      forms.set(name, form)
      published.set(name, one)
    }
  }
  const documents = bundles.flatMap(({ terms, privacy }) => [`terms ${terms.version}`, `privacy ${privacy.version}`])
  return { forms: [...forms.values()], questionnaires: published, documents: new Set(documents) }
}

/** All that must be readable of a bundle from before, whatever else a bundle has by now. */
const Ruled = v.looseObject({ policy: v.looseObject({ version: v.number() }) })

/** Number of the policy in a version of the content that was ever signed here; null for any other version. */
export async function policyInContent(store: ContentStore, version: number): Promise<number | null> {
  const row = await store.find(version)
  if (row === null) return null
  const parsed = v.safeParse(Ruled, decodeJwt(row.jws))
  return parsed.success ? parsed.output.policy.version : null
}
