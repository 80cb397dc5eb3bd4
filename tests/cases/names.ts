/** Pairs of a record's name and a document's, beside those in names.json: every kind, with nl-core's parts where it has them. */
import type { Verdict } from '../../domain/identity/same-person.ts'

export interface Pair {
  readonly what: string
  /** A FHIR HumanName, or several. */
  readonly record: unknown
  readonly document: { readonly family: string; readonly given: string; readonly kind?: 'passport' | 'identityCard' }
  readonly answer: Verdict['answer']
}

const url = (name: string) => `http://hl7.org/fhir/StructureDefinition/${name}`
/** nl-core: parts in extensions of `family`. */
const parts = (family: string, of: Readonly<Record<string, string>>, given: readonly string[], order?: string) => ({
  use: 'official',
  family,
  given,
  _family: {
    extension: Object.entries(of).map(([part, valueString]) => ({ url: url(`humanname-${part}`), valueString })),
  },
  ...(order === undefined ? {} : { extension: [{ url: url('humanname-assembly-order'), valueCode: order }] }),
})
/** nl-core: what each given name is. */
const qualified = (family: string, given: readonly (readonly [string, string])[]) => ({
  family,
  given: given.map(([name]) => name),
  _given: given.map(([, kind]) => ({ extension: [{ url: url('iso21090-EN-qualifier'), valueCode: kind }] })),
})
const anna = (family: string) => ({ family, given: ['Anna'] })
const jansen = (...given: string[]) => ({ family: 'Jansen', given })
const married = { 'own-name': 'Vries', 'own-prefix': 'de', 'partner-name': 'Berg', 'partner-prefix': 'van der' }

const same = (what: string, record: unknown, family: string, given: string): Pair => ({
  what,
  record,
  document: { family, given },
  answer: 'same',
})
const doubt = (what: string, record: unknown, family: string, given: string): Pair => ({
  ...same(what, record, family, given),
  answer: 'doubt',
})
const different = (what: string, record: unknown, family: string, given: string): Pair => ({
  ...same(what, record, family, given),
  answer: 'different',
})

/** The record's name is too long for the field, and yet the document's had free positions: nothing was cut there. */
const roomLeft = (record: string, names: readonly string[], family: string, given: string): readonly Pair[] =>
  (['passport', 'identityCard'] as const).map((kind) => ({
    ...doubt(`another name and room left on a ${kind}`, { family: record, given: names }, family, given),
    document: { family, given, kind },
  }))

// prettier-ignore
export const pairs: readonly Pair[] = [
  // Prefixes and partners (nl-core)
  same('own prefix in its own field', parts('Hart', { 'own-name': 'Hart', 'own-prefix': "'t" }, ['Piet']), 'T HART', 'PIET'),
  same('own prefix, written out', parts('Hart', { 'own-name': 'Hart', 'own-prefix': "'t" }, ['Piet']), 'HET HART', 'PIET'),
  same('a prefix whose name stands in family', parts('Berg', { 'own-prefix': 'van den' }, ['Piet']), 'VAN DEN BERG', 'PIET'),
  same('NL1, document with the birth name', parts('de Vries', married, ['Anna'], 'NL1'), 'DE VRIES', 'ANNA'),
  same('NL2, document with the birth name', parts('van der Berg', married, ['Anna'], 'NL2'), 'DE VRIES', 'ANNA'),
  same("NL2, document with the partner's name", parts('van der Berg', married, ['Anna'], 'NL2'), 'VAN DER BERG', 'ANNA'),
  same('NL3, partner and own', parts('van der Berg-de Vries', married, ['Anna'], 'NL3'), 'VAN DER BERG DE VRIES', 'ANNA'),
  same('NL4, document in the other order', parts('de Vries-van der Berg', married, ['Anna'], 'NL4'), 'VAN DER BERG DE VRIES', 'ANNA'),
  same('own and partner, nothing marked', anna('van der Berg-de Vries'), 'DE VRIES', 'ANNA'),
  same('e/v', anna('de Vries e/v van der Berg'), 'DE VRIES', 'ANNA'),
  same('geb.', anna('van der Berg geb. de Vries'), 'DE VRIES', 'ANNA'),
  same('short prefix', anna('v.d. Berg'), 'VAN DEN BERG', 'ANNA'),
  same('short prefix with a slash', anna('v/d Berg'), 'VAN DER BERG', 'ANNA'),
  same('short prefix behind', anna('Berg, v.d.'), 'VAN DE BERG', 'ANNA'),
  same('prefix written on', anna("d'Ancona"), 'DANCONA', 'ANNA'),
  same('prefix parted', anna("d’Ancona"), 'D ANCONA', 'ANNA'),
  same("'s", anna("'s-Gravesande"), 'S GRAVESANDE', 'ANNA'),
  same("in 't", anna("in 't Veld"), 'IN HET VELD', 'ANNA'),
  same('capital prefix', anna('Van Den Berg'), 'VAN DEN BERG', 'ANNA'),
  same('maiden name beside the married one', [{ use: 'official', ...anna('van der Berg') }, { use: 'maiden', ...anna('de Vries') }], 'DE VRIES', 'ANNA'),
  doubt('the prefix is missing', anna('Berg'), 'VAN DEN BERG', 'ANNA'),
  doubt('another prefix', anna('van de Berg'), 'VAN DEN BERG', 'ANNA'),
  doubt('the document has no prefix', anna('von Stein'), 'STEIN', 'ANNA'),
  doubt("only the partner's name is known", parts('van der Berg', { 'partner-name': 'Berg', 'partner-prefix': 'van der' }, ['Anna']), 'DE VRIES', 'ANNA'),
  // Initials
  same('IJ. is one initial', { family: 'Jansen', given: ['IJ.'] }, 'JANSEN', 'IJSBRAND'),
  same('J M', jansen('J M'), 'JANSEN', 'JOHANNA MARIA'),
  same('in two fields', jansen('J.', 'M.'), 'JANSEN', 'JOHANNA MARIA'),
  same('Th without a point', jansen('Th'), 'JANSEN', 'THEODORUS'),
  same('a name and an initial', jansen('Johanna', 'M.'), 'JANSEN', 'JOHANNA MARIA'),
  same('a name with a hyphen', jansen('J.-P.'), 'JANSEN', 'JEAN PIERRE'),
  same('one initial for two names', jansen('J.'), 'JANSEN', 'JOHANNA MARIA'),
  same('marked as initials', qualified('Jansen', [['J.M.', 'IN']]), 'JANSEN', 'JOHANNA MARIA'),
  same('in full, initials and call name', qualified('Jansen', [['Johanna', 'BR'], ['Maria', 'BR'], ['J.M.', 'IN'], ['Hanneke', 'CL']]), 'JANSEN', 'JOHANNA MARIA'),
  same('all full names in one', qualified('Jansen', [['Johanna Maria', 'BR'], ['J.M.', 'IN']]), 'JANSEN', 'JOHANNA MARIA'),
  same('the same, unmarked', jansen('Johanna', 'Maria', 'J.M.'), 'JANSEN', 'JOHANNA MARIA'),
  same('ÞÓ. is TH', jansen('Þ.'), 'JANSEN', 'THORA'),
  doubt('an initial too many', jansen('J.M.P.'), 'JANSEN', 'JOHANNA MARIA'),
  doubt('another initial', jansen('J.P.'), 'JANSEN', 'JOHANNA MARIA'),
  doubt('another initial behind the full name', qualified('Jansen', [['Johanna', 'BR'], ['J.S.', 'IN']]), 'JANSEN', 'JOHANNA MARIA'),
  doubt('only the name by which somebody is called', qualified('Jansen', [['Hanneke', 'CL']]), 'JANSEN', 'JOHANNA MARIA'),
  // Twins and namesakes
  doubt('twins with one first name', { family: 'Khan', given: ['Muhammad', 'Ali'] }, 'KHAN', 'MUHAMMAD UMAR'),
  doubt('twins with one first name in one field', { family: 'Khan', given: ['Muhammad Ali'] }, 'KHAN', 'MUHAMMAD UMAR'),
  doubt('double first names', jansen('Anne Marie'), 'JANSEN', 'ANNE SOPHIE'),
  doubt('double first names with a hyphen', jansen('Anne-Marie'), 'JANSEN', 'ANNE SOPHIE'),
  doubt('double first names as one', jansen('Annemarie'), 'JANSEN', 'ANNE SOPHIE'),
  doubt('the third differs', jansen('Jan', 'Piet', 'Klaas'), 'JANSEN', 'JAN PIET KEES'),
  doubt('another first, the same second', jansen('Lotte', 'Maria'), 'JANSEN', 'SANNE MARIA'),
  doubt('the record has one more', jansen('Anne', 'Marie'), 'JANSEN', 'ANNE'),
  doubt('the other order', jansen('Maria', 'Johanna'), 'JANSEN', 'JOHANNA MARIA'),
  doubt('one name of the record contradicts', [{ use: 'official', ...jansen('Muhammad', 'Ali') }, jansen('Muhammad')], 'JANSEN', 'MUHAMMAD UMAR'),
  doubt('one letter too many', jansen('Joanna'), 'JANSEN', 'JOHANNA'),
  doubt('a dropped letter in the family name', { family: 'Łęcki', given: ['Jan'] }, 'ECKI', 'JAN'),
  different('nothing in common', anna('de Vries'), 'BAKKER', 'PIET'),
  different('nothing in common but a prefix', anna('de Vries'), 'DE BOER', 'PIET'),
  // Letters
  same('German, mixed', { family: 'Grünöder', given: ['Jürgen'] }, 'GRUENODER', 'JURGEN'),
  same('UXX in a first name', jansen('Jürgen'), 'JANSEN', 'JUXXRGEN'),
  same('capital ß', { family: 'STRAẞER', given: ['Uwe'] }, 'STRASSER', 'UWE'),
  same('Azerbaijani', { family: 'Əliyev', given: ['Rəşad'] }, 'ALIYEV', 'RESAD'),
  same('Croatian', { family: 'Đurić', given: ['Đorđe'] }, 'DURIC', 'DORDE'),
  same('Icelandic', { family: 'Sigurðsson', given: ['Þórður'] }, 'SIGURDSSON', 'THORDUR'),
  same('Danish, both forms', { family: 'Sørensen', given: ['Søren'] }, 'SOERENSEN', 'SOREN'),
  same('Norwegian', { family: 'Bråten', given: ['Bjørn'] }, 'BRAATEN', 'BJOERN'),
  same('Turkish dotted I', { family: 'Şahin', given: ['İbrahim'] }, 'SAHIN', 'IBRAHIM'),
  same('Romanian with a cedilla', { family: 'Şerban', given: ['Ţuţu'] }, 'SERBAN', 'TUTU'),
  same('Latvian', { family: 'Ķīlis', given: ['Ģirts'] }, 'KILIS', 'GIRTS'),
  same('Vietnamese, decomposed', { family: 'Nguyê\u0303n', given: ['Thi\u0323'] }, 'NGUYEN', 'THI'),
  same('Sami', { family: 'Ŋŧ', given: ['Máret'] }, 'NT', 'MARET'),
  same('Hungarian ű', { family: 'Fűzfa', given: ['Gyöngyi'] }, 'FUZFA', 'GYONGYI'),
  same('French', { family: 'Lœuillet', given: ['Maëlle'] }, 'LOEUILLET', 'MAELLE'),
  same('Portuguese', { family: 'Conceição', given: ['João'] }, 'CONCEICAO', 'JOAO'),
  same('Catalan', { family: 'Gal·la', given: ['Pol'] }, 'GALLA', 'POL'),
  same('Russian', { family: 'Щербаков', given: ['Юрий'] }, 'SHCHERBAKOV', 'IURII'),
  same('Russian as passports were written before', { family: 'Щербаков', given: ['Юрий'] }, 'SHCHERBAKOV', 'YURIY'),
  same('Bulgarian', { family: 'Христов', given: ['Цветан'] }, 'HRISTOV', 'TSVETAN'),
  same('Greek', { family: 'Παπαδοπούλου', given: ['Ευγενία'] }, 'PAPADOPOULOU', 'EVGENIA'),
  same('Arabic by the table', { family: 'حسن', given: ['محمد'] }, 'XHSN', 'MXHMD'),
  doubt('Arabic as it sounds', { family: 'حسن', given: ['محمد'] }, 'HASSAN', 'MOHAMMED'),
  doubt('Chinese', { family: '王', given: ['伟'] }, 'WANG', 'WEI'),
  doubt('Bruyn for Bruijn', anna('de Bruyn'), 'DE BRUIJN', 'ANNA'),
  // Blanks, hyphens, apostrophes
  same('a hyphen for a blank', { family: 'El-Ouazzani', given: ['Noor'] }, 'EL OUAZZANI', 'NOOR'),
  same('a blank for nothing', { family: 'Al Hassan', given: ['Abd El Karim'] }, 'ALHASSAN', 'ABDELKARIM'),
  same('typographic apostrophe', { family: 'O’Brien', given: ['Niamh'] }, 'O BRIEN', 'NIAMH'),
  same('N’Diaye', { family: 'N’Diaye', given: ['Awa'] }, 'NDIAYE', 'AWA'),
  // Several surnames
  doubt('the second surname is missing on the document', { family: 'García Márquez', given: ['José'] }, 'GARCIA', 'JOSE'),
  doubt('the second surname is missing, and a call name', { family: 'García', given: ['Pepe'] }, 'GARCIA MARQUEZ', 'JOSE'),
  doubt('family name and given name in each other’s field', { family: 'Anh', given: ['Le', 'Van'] }, 'LE', 'VAN ANH'),
  doubt('a middle name in the family name', { family: 'Ali Khan', given: ['Muhammad'] }, 'KHAN', 'MUHAMMAD ALI'),
  // One name
  same('one name of two words', { family: '-', given: ['Wibowo', 'Suharto'] }, 'WIBOWO SUHARTO', ''),
  same('a point for the given name', { family: 'Suharto', given: ['.'] }, 'SUHARTO', ''),
  same('no family name at all', { given: ['Suharto'] }, 'SUHARTO', ''),
  same('FNU', { family: 'Suharto' }, 'SUHARTO', 'FNU'),
  different('two people with one name each', { family: 'Mulyadi' }, 'HARTONO', ''),
  different('two people with one name each, in the other field', { given: ['Sukarno'] }, 'HARTONO', ''),
  different('two people with one name each, as text', { text: 'Budi' }, 'HARTONO', ''),
  same('unknown given name', { family: 'Suharto', given: ['onbekend'] }, 'SUHARTO', ''),
  doubt('the document has no given name', { family: 'Suharto', given: ['Budi'] }, 'SUHARTO', ''),
  doubt('the record has no given name', { family: 'Suharto' }, 'SUHARTO', 'BUDI'),
  // Cut
  { ...same('passport full: the second name is cut', { family: 'van der Meulen-Hoogendoornstra', given: ['Johannes', 'Petrus'] }, 'VAN DER MEULEN HOOGENDOORNSTRA', 'JOHANNE'), document: { family: 'VAN DER MEULEN HOOGENDOORNSTRA', given: 'JOHANNE', kind: 'passport' } },
  { ...same('card full: the second name is gone', { family: 'Hoogendoornstra', given: ['Johannes', 'Petrus'] }, 'HOOGENDOORNSTRA', 'JOHANNES PETR'), document: { family: 'HOOGENDOORNSTRA', given: 'JOHANNES PETR', kind: 'identityCard' } },
  same('given names as letters where there was no room', { family: 'Nilavadhanananda', given: ['Chayapa', 'Dejthamrong', 'Krasuang'] }, 'NILAVADHANANANDA', 'CHAYAPA DEJ K'),
  doubt('a beginning where there was room', jansen('Christina'), 'JANSEN', 'CHRIS'),
  ...roomLeft('Hendriksen', ['Johannes', 'Adrianus', 'Marinus', 'Cornelis'], 'HENDRIKS', 'JOHANNES'),
  ...roomLeft('Christiansen', ['Alexander', 'Maximiliaan', 'Frederik'], 'CHRISTIAN', 'ALEXANDER'),
  ...roomLeft('van der Westerhuizen', ['Janneke', 'Wilhelmina'], 'VAN DER WESTERHUIZEN', 'JAN'),
  ...roomLeft('van der Westerhuizen', ['Maria', 'Annabella', 'Carolina'], 'VAN DER WESTERHUIZEN', 'MARIA ANNA'),
  ...roomLeft('van der Westerhuizen', ['Maria', 'Josephina', 'Anna'], 'VAN DER WESTERHUIZEN', 'MARIA JOSEPH'),
  ...roomLeft('Oosterhuis-Brandsma', ['Mariana', 'Magdalena'], 'OOSTERHUIS BRANDSMA', 'MARIA'),
  // The field is full, but not because of the family name, nor of an earlier name.
  { ...doubt('full, and the family name had room', { family: 'Hendriksen', given: ['Johannes', 'Adrianus', 'Marinus', 'Cornelis'] }, '', ''), document: { family: 'HENDRIKS', given: 'JOHANNES ADRIANUS MARINUS COR', kind: 'passport' } },
  { ...doubt('full, and an earlier name had room', { family: 'van der Westerhuizen', given: ['Janneke', 'Wilhelmina', 'Petronella'] }, '', ''), document: { family: 'VAN DER WESTERHUIZEN', given: 'JAN WILHELMINA PE', kind: 'passport' } },
  { ...same('full, and the family name left no room', { family: 'van der Meulen-Hoogendoornstra-Westerhuizen', given: ['Johannes', 'Petrus'] }, '', ''), document: { family: 'VAN DER MEULEN HOOGENDOORNSTRA WESTE', given: 'J', kind: 'passport' } },
  // Cut as the norm's examples have it (9303-4 to -6, 4.2.3)
  ...([
    ['passport', 'BENNELONG WOOLOOMOOLOO WARRANDYTE W', 'DI'],
    ['passport', 'BENNELONG WOOLOOMOO WARRAND WARNA', 'D P'],
    ['passport', 'BENNELO WOOLOOM WARRAND WARNAMB', 'DI POT'],
    ['identityCard', 'BENNELONG WOOLOOMOOLOO WARR', 'D'],
    ['identityCard', 'BENNELONG WOOLOO WARR WAR', 'D P'],
    ['identityCard', 'BENNE WOOLO WARRA WARNA', 'DIN P'],
    ['identityCard', 'BENNE WOOLO WARRA WARNA', 'DIN PO'],
  ] as const).map(([kind, family, given]): Pair => ({
    ...same(`every part cut on a ${kind}`, { family: 'Bennelong Wooloomooloo Warrandyte Warnambool', given: ['Dingo', 'Potoroo'] }, family, given),
    document: { family, given, kind },
  })),
  ...(['ARNPOL PE CH', 'ARN PET CHARO', 'ARNPOL PETCH'] as const).map((given): Pair => ({
    ...same(`later names cut, ${given}`, { family: 'Nilavadhanananda', given: ['Arnpol', 'Petch', 'Charonguang'] }, 'NILAVADHANANANDA', given),
    document: { family: 'NILAVADHANANANDA', given, kind: 'identityCard' },
  })),
  doubt('parts cut where there was room', { family: 'Bennelong Wooloomooloo Warrandyte Warnambool', given: ['Dingo', 'Potoroo'] }, 'BENNE WOOLO WARRA WARN', 'D P'),
  doubt('another part, and nothing against the given names', { family: 'Bennelong Wooloomooloo Warrandyte Warnambool', given: ['Dingo', 'Potoroo'] }, 'BENNE WOOLO KARRA WARNA', 'DIN P'),
  different('only a letter of the first part', { family: 'Bennelong Wooloomooloo Warrandyte Warnambool', given: ['Dingo', 'Potoroo'] }, 'B WOOLOOMOO WARRA WARNA', 'DI P'),
  // Letters that no table spells
  doubt('a letter that is gone, in the given name', { family: 'Mensah', given: ['Ɔla'] }, 'MENSAH', 'LA'),
  doubt('a letter as it sounds', { family: 'Mensah', given: ['Ɔla'] }, 'MENSAH', 'OLA'),
  doubt('an open e that is gone', { family: 'Mensah', given: ['Ɛva'] }, 'MENSAH', 'VA'),
  doubt('an implosive that is gone', { family: 'Mensah', given: ['Ɓala'] }, 'MENSAH', 'ALA'),
  doubt('a letter that is gone, in the family name', { family: 'Ɓello', given: ['Ama'] }, 'ELLO', 'AMA'),
  doubt('half in another script', { family: 'Beriძე', given: ['Ana'] }, 'BERI', 'ANA'),
  doubt('a given name half in another script', { family: 'Beridze', given: ['Anა'] }, 'BERIDZE', 'AN'),
  doubt('a second name of one such letter', { family: 'Mensah', given: ['Ama', 'Ɔ'] }, 'MENSAH', 'AMA'),
  doubt('text alone', { text: 'Jɛan de Vries' }, 'DE VRIES', 'JAN'),
  doubt('half of a double name', { family: 'Mensah-Ɔse', given: ['Ama'] }, 'SE', 'AMA'),
  same('an okina is an apostrophe', { family: 'Kaʻahumanu', given: ['Leilani'] }, 'KAAHUMANU', 'LEILANI'),
  same('an ayn is an apostrophe', { family: 'ʿAbbas', given: ['Sara'] }, 'ABBAS', 'SARA'),
  // Uses and forms of a name
  same('the official name beside an old one', [{ use: 'old', ...anna('Smit') }, { use: 'official', ...anna('de Vries') }], 'DE VRIES', 'ANNA'),
  doubt('only an ended name fits', [{ use: 'official', period: { end: '2020-01-01' }, ...anna('Smit') }, { use: 'official', ...anna('de Vries') }], 'SMIT', 'ANNA'),
  doubt('only an old name fits', [{ use: 'old', ...jansen('Kees') }, { use: 'official', ...jansen('Karin') }], 'JANSEN', 'KEES'),
  different('an anonymous name', [{ use: 'anonymous', ...anna('de Vries') }], 'DE VRIES', 'ANNA'),
  same('a call name beside it', [{ use: 'official', ...jansen('Johanna') }, { use: 'usual', given: ['Hanneke'] }], 'JANSEN', 'JOHANNA'),
  same('text alone', { text: 'Anna de Vries' }, 'DE VRIES', 'ANNA'),
  same('text alone, family name first', { text: 'de Vries, Anna' }, 'DE VRIES', 'ANNA'),
  doubt('text alone, less', { text: 'A. de Vries' }, 'DE VRIES', 'ANNA'),
  same('a gap in the list', { family: 'de Vries', given: [null, 'Anna'] }, 'DE VRIES', 'ANNA'),
  different('no name', [], 'DE VRIES', 'ANNA'),
  different('an empty name', { text: '' }, 'DE VRIES', 'ANNA'),
]
