/** Units of a dose and of time: how each is written, and every spelling that is surely the same. */

/** Units that are written out: one and more. */
export const units = {
  tablet: { nl: ['tablet', 'tabletten'], en: ['tablet', 'tablets'] },
  capsule: { nl: ['capsule', 'capsules'], en: ['capsule', 'capsules'] },
  stuk: { nl: ['stuk', 'stuks'], en: ['piece', 'pieces'] },
  druppel: { nl: ['druppel', 'druppels'], en: ['drop', 'drops'] },
  pufje: { nl: ['pufje', 'pufjes'], en: ['puff', 'puffs'] },
  pleister: { nl: ['pleister', 'pleisters'], en: ['patch', 'patches'] },
  dosis: { nl: ['dosis', 'doses'], en: ['dose', 'doses'] },
  zakje: { nl: ['zakje', 'zakjes'], en: ['sachet', 'sachets'] },
  ampul: { nl: ['ampul', 'ampullen'], en: ['ampoule', 'ampoules'] },
  zetpil: { nl: ['zetpil', 'zetpillen'], en: ['suppository', 'suppositories'] },
  inhalatie: { nl: ['inhalatie', 'inhalaties'], en: ['inhalation', 'inhalations'] },
  theelepel: { nl: ['theelepel', 'theelepels'], en: ['teaspoon', 'teaspoons'] },
  eetlepel: { nl: ['eetlepel', 'eetlepels'], en: ['tablespoon', 'tablespoons'] },
  ng: { nl: ['nanogram', 'nanogram'], en: ['nanogram', 'nanograms'] },
  ug: { nl: ['microgram', 'microgram'], en: ['microgram', 'micrograms'] },
  mg: { nl: ['mg', 'mg'], en: ['mg', 'mg'] },
  g: { nl: ['gram', 'gram'], en: ['gram', 'grams'] },
  kg: { nl: ['kg', 'kg'], en: ['kg', 'kg'] },
  ml: { nl: ['ml', 'ml'], en: ['ml', 'ml'] },
  dl: { nl: ['dl', 'dl'], en: ['dl', 'dl'] },
  l: { nl: ['liter', 'liter'], en: ['litre', 'litres'] },
  mmol: { nl: ['mmol', 'mmol'], en: ['mmol', 'mmol'] },
  iu: { nl: ['eenheid', 'eenheden'], en: ['unit', 'units'] },
  s: { nl: ['seconde', 'seconden'], en: ['second', 'seconds'] },
  min: { nl: ['minuut', 'minuten'], en: ['minute', 'minutes'] },
  h: { nl: ['uur', 'uur'], en: ['hour', 'hours'] },
  d: { nl: ['dag', 'dagen'], en: ['day', 'days'] },
  wk: { nl: ['week', 'weken'], en: ['week', 'weeks'] },
  mo: { nl: ['maand', 'maanden'], en: ['month', 'months'] },
  a: { nl: ['jaar', 'jaar'], en: ['year', 'years'] },
} as const satisfies Readonly<
  Record<string, { readonly nl: readonly [string, string]; readonly en: readonly [string, string] }>
>
export type UnitKey = keyof typeof units

/** Other spellings of each, in the words of prescribers and in UCUM (which tells capitals apart). */
const spelled: Readonly<Record<UnitKey, string>> = {
  tablet: '{tablet} tab tab. tabs tabl tabl. tbl tablets tabletten tablet(s) {tbl}',
  capsule: '{capsule} cap caps caps. capsules',
  stuk: '{piece} {each} 1 stuks stuk(s) st ST st. piece pieces',
  druppel: '[drp] {drop} drop drops druppels druppel(s) gtt gtt.',
  pufje: '{puff} {actuation} puff puffs pufjes puf actuation',
  pleister: '{patch} patch patches pleisters',
  dosis: '{dose} dose doses dosissen',
  zakje: '{sachet} sachet sachets zakjes',
  ampul: '{ampule} ampullen ampoule ampoules ampule amp amp.',
  zetpil: '{suppository} zetpillen suppository suppositories supp supp.',
  inhalatie: '{inhalation} inhalaties inhalation inhalations',
  theelepel: '[tsp_us] [tsp_m] theelepels teaspoon teaspoons tsp',
  eetlepel: '[tbs_us] [tbs_m] eetlepels tablespoon tablespoons tbsp',
  ng: 'nanogram nanogrammen nanograms',
  ug: '\u00b5g \u03bcg mcg microgram microgrammen micrograms mcg. microg',
  mg: 'milligram milligrammen milligrams MG mg.',
  g: 'gram grammen grams g.',
  kg: 'kilogram kilo kilograms',
  ml: 'mL ML milliliter milliliters millilitre millilitres cc cm3 ml.',
  dl: 'dL deciliter',
  l: 'L liter liters litre litres',
  mmol: 'millimol',
  iu: '[iU] [IU] IU IE U units unit eenheid eenheden iu ie i.e.',
  s: 'sec sec. seconde seconden second seconds',
  min: 'min. minute minutes minuut minuten',
  h: 'hour hours uur uren hr hrs',
  d: 'dag dagen day days dg dgn',
  wk: 'week weken weeks wk. wkn',
  mo: 'month months maand maanden mnd mnd.',
  a: 'year years jaar jaren yr yrs jr jr.',
}
const keys: readonly UnitKey[] = Object.keys(units).filter((key): key is UnitKey => Object.hasOwn(units, key))
const spellings: ReadonlyMap<string, UnitKey> = new Map(
  keys.flatMap((key) => [key, ...spelled[key].split(' ')].map((word) => [word, key] as const)),
)

/** Which unit a word or a UCUM code is; undefined for one that is not known here. */
export function unitKey(text: string): UnitKey | undefined {
  // Capitals make another unit of a short code (UCUM: "Mg" is a ton, "A" an ampere); of a word they make none.
  return spellings.get(text) ?? (text.length > 2 ? spellings.get(text.toLowerCase()) : undefined)
}
