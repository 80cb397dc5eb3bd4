/** Security labels of a resource: what is so sensitive that a screen at a desk is no place for it. */
import type { Coding, Resource } from './shapes.ts'

const confidentiality = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality'
const actCode = 'http://terminology.hl7.org/CodeSystem/v3-ActCode'
/** U unrestricted, L low, M moderate, N normal; R restricted and V very restricted are not. */
const ordinary: ReadonlySet<string> = new Set(['U', 'L', 'M', 'N'])
/**
 * Sensitivity of the information itself (HL7 v3 ActInformationSensitivityPolicy): abuse, mental health, sexuality,
 * genetics, HIV, violence, … All of that code system but codes that say what may be done with data.
 */
const sensitivities: ReadonlySet<string> = new Set(
  (
    'ETH ETHUD GDIS HIV MST SCA SDV SEX SPI STD SUD OPIOIDUD ALC BH COGN DVD EMOTDIS MH PSY PSYTHPN PREGNANT TBOO VIO ' +
    'IDS SICKLE DEMO DOB GENDER LIVARG MARST RACE REL TABOO PATADMIN SENSITIVE'
  ).split(' '),
)
/** "No patient, family or caregivers without attending provider's authorization", and its older spelling. */
const notForPatient: ReadonlySet<string> = new Set(['NOPAT', 'NODSCLCDS', 'NORDSCLCDS'])

export type Sensitivity = 'ordinary' | 'sensitive' | 'notForPatient'

/** Labels of `meta.security` and of a document's `securityLabel`. A confidentiality that nobody knows counts as restricted. */
export function sensitivityOf(resource: Pick<Resource, 'meta'>, more: readonly Coding[]): Sensitivity {
  const labels = [...(resource.meta?.security ?? []), ...more]
  if (labels.some(({ code }) => code !== undefined && notForPatient.has(code))) return 'notForPatient'
  const sensitive = labels.some(({ system, code = '' }) => {
    if (system === confidentiality || system?.endsWith('/v3/Confidentiality') === true) return !ordinary.has(code)
    if (system === actCode || system?.endsWith('/v3/ActCode') === true) return sensitivities.has(code)
    return system === undefined && (code === 'R' || code === 'V')
  })
  return sensitive ? 'sensitive' : 'ordinary'
}
