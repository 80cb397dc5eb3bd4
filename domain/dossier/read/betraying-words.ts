/**
 * Words of a category or a title that betray by themselves what HL7 guards under InformationSensitivityPolicy (v3-ActCode: HIV,
 * STD, PSY, SUD, SEX, SDV, GDIS, …), in Dutch and English. Dutch writes compounds as one word, so most of them count
 * wherever they stand: "jeugdpsychiatrie", "kindermishandeling".
 */
import { clean } from './words-of.ts'

/** Counted anywhere in a word. */
const anywhere = [
  'psych',
  'schizofr',
  'schizophr',
  'verslav',
  'addict',
  'alcohol(?:gebruik|isme|ism|misbruik|probl|poli|kliniek|abuse)',
  'drug(?:s)?[ -]?(?:gebruik|misbruik|poli|use|abuse)',
  'middelen(?:gebruik|misbruik|afhankelijk)',
  'substance (?:ab)?use',
  'methadon',
  'abort',
  'zwangerschaps(?:afbrek|onderbrek)',
  'overtijdbehandel',
  'termination of pregnancy',
  'su[iï]cid',
  'zelf(?:doding|moord|verwond|beschadig)',
  'self[ -]?harm',
  'seks',
  'sexual',
  'sexuo',
  'transgender',
  'gender(?:dysfor|dysphor|poli|identit|incongru|team|zorg)',
  'geslachtsziek',
  'vener(?:isch|eal)',
  'gonorr',
  'chlamydia',
  'syfilis',
  'syphilis',
  'mishandel',
  'misbruik',
  'verkracht',
  'aanranding',
  '(?:huiselijk|partner|eergerelateerd|seksueel|familie|relationeel)[ -]?geweld',
  'domestic (?:violence|abuse)',
  'child abuse',
  'geestelijke gezondheid',
  'mental health',
  'erfelijk',
  'genetic',
  'genetisch',
]
/** Counted at the beginning of a word: within others they mean nothing. */
const atBeginning = [
  'hiv(?!es)',
  'aids(?!fonds)',
  'soa(?![\\p{L}\\p{N}])',
  "soa['’]?s(?![\\p{L}\\p{N}])",
  'soa[ -]?(?:poli|test|onderzoek|spreekuur|uitslag|controle|consult|kliniek|screening|besmetting)',
  'st[di]s?(?![\\p{L}\\p{N}])',
  'ggz',
  'poh[ -]?ggz',
  'incest',
  'rape(?![\\p{L}\\p{N}])',
  'dna(?![\\p{L}\\p{N}])',
]
const words = new RegExp(`${anywhere.join('|')}|(?<![\\p{L}\\p{N}])(?:${atBeginning.join('|')})`, 'iu')

/** Whether a text says by itself what nobody beside a desk may read. */
export function betrays(text: string | undefined): boolean {
  const plain = clean(text)
  return plain !== null && words.test(plain.normalize('NFC').replace(/hearing aids?/giu, ''))
}
