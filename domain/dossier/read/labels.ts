/**
 * Security labels of a resource: what is so sensitive that a screen at a desk is no place for it. Every label that is not
 * known to be harmless counts: a new code, a foreign system and words alone mean that somebody wanted it guarded.
 */
import * as v from 'valibot'
import { Concept, type Coding, type Resource } from './shapes.ts'
import { betrays } from './betraying-words.ts'
import { v3 } from './systems.ts'

const codes = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** Codes that keep nothing from the patient's own eyes, by code system. */
const harmless: readonly { readonly is: (text: string | undefined) => boolean; readonly codes: ReadonlySet<string> }[] =
  [
    // U unrestricted, L low, M moderate, N normal; R restricted and V very restricted are not.
    { is: v3('Confidentiality', '2.16.840.1.113883.5.25'), codes: codes('U L M N') },
    // How others keep, send and pass on data (ObligationPolicy, RefrainPolicy). All others are sensitivities or unknown.
    {
      is: v3('ActCode', '2.16.840.1.113883.5.4'),
      codes: codes(
        'AUDIT AUDTR CPLYCC CPLYCD CPLYJPP CPLYJPRP CPLYOPP CPLYOSP CPLYPOL ENCRYPT ENCRYPTR ENCRYPTT ENCRYPTU ' +
          'NOINTEGRATE NOLIST NOMOU NOORGPOL NOPERSIST NORELINK NOREUSE',
      ),
    },
    // Purposes for which it may be used: care, the patient's own request, and data made for a test.
    { is: v3('ActReason', '2.16.840.1.113883.5.8'), codes: codes('TREAT CAREMGT COC PATRQT HTEST') },
    // How whole and how sure it is.
    {
      is: v3('ObservationValue', '2.16.840.1.113883.5.1063'),
      codes: codes('SUBSETTED HRELIABLE RELIABLE CRYTOHASH DIGSIG SYNTAC TRSLT VERSIONED MAPPED'),
    },
  ]
/** "No patient, family or caregivers without attending provider's authorization", and its older spelling. */
const notForPatient: ReadonlySet<string> = codes('NOPAT NODSCLCDS NORDSCLCDS')

export type Sensitivity = 'ordinary' | 'sensitive' | 'notForPatient'

export function sensitivityOf(labels: readonly Coding[]): Sensitivity {
  if (labels.some(({ code }) => code !== undefined && notForPatient.has(code))) return 'notForPatient'
  return labels.every(isHarmless) ? 'ordinary' : 'sensitive'
}

function isHarmless({ system: of, code }: Coding): boolean {
  return code !== undefined && harmless.some((one) => one.is(of) && one.codes.has(code))
}

/** Labels written as concepts. Words that repeat none of the codes are a label of their own, and so is an empty one. */
export function labelsIn(concepts: readonly Concept[]): readonly Coding[] {
  return concepts.flatMap(({ coding = [], text }) => {
    const repeats = coding.length > 0 && (text === undefined || coding.some(({ display }) => display === text))
    return repeats ? coding : [...coding, text === undefined ? {} : { display: text }]
  })
}

const subjectTypes: ReadonlySet<string> = new Set(['Communication', 'DocumentReference'])
const Subject = v.looseObject({
  description: v.optional(v.string()),
  content: v.optional(v.array(v.looseObject({ attachment: v.looseObject({ title: v.optional(v.string()) }) }))),
  category: v.optional(v.array(Concept)),
  topic: v.optional(Concept),
  type: v.optional(Concept),
})
const subjectKeys = Object.keys(Subject.entries)
const isActCode = v3('ActCode', '2.16.840.1.113883.5.4')
/**
 * What a message or a document is about, where that alone betrays: its title stands on a screen at a desk. Counted as a
 * label. Elsewhere a category is what the patient came for.
 */
export function subjectLabels(resource: Resource): readonly Coding[] {
  if (!subjectTypes.has(resource.resourceType)) return []
  if (!subjectKeys.some((key) => resource[key] !== undefined)) return []
  const parsed = v.safeParse(Subject, resource)
  if (!parsed.success) return []
  const { category = [], topic, type, description, content = [] } = parsed.output
  const titles = [description, ...content.map(({ attachment }) => attachment.title)].filter(betrays)
  const concepts = [...category, topic, type].flatMap((concept) => {
    if (concept === undefined) return []
    const { coding = [], text } = concept
    const coded = coding.filter((one) => isActCode(one.system) && !isHarmless(one))
    const said = [text, ...coding.map(({ display }) => display)].filter(betrays)
    return [...coded, ...said.map((display) => ({ display }))]
  })
  return [...concepts, ...titles.map((display) => ({ display }))]
}
