/** `system|value` as a search parameter carries it (HL7 FHIR R4, search 3.1.1.4.5: `\`, `,`, `|` and `$` are escaped). */

/** One identifier; without a system `|value`, which finds only one that has none either. */
export function tokenText(system: string | undefined, value: string): string {
  return `${escaped(system ?? '')}|${escaped(value)}`
}

/** What {@link tokenText} or another client escaped, as it stands in a resource. */
export function plainText(token: string): string {
  return token.replaceAll(/\\([\\,|$])/g, '$1')
}

function escaped(text: string): string {
  return text.replaceAll(/[\\,|$]/g, '\\$&')
}
