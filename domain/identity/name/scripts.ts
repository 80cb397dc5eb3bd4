/**
 * Names that a record holds in another script. Cyrillic and Arabic after ICAO Doc 9303 part 3, section 6, tables B and C;
 * Greek after ISO 843, by which Greek passports are written. An Arabic name in a passport is usually a transcription,
 * which no table gives: who cannot be matched here is for a person to compare, never somebody else.
 */
import type { Forms } from './latin.ts'

function table(...rows: readonly string[]): readonly (readonly [string, Forms])[] {
  return rows.flatMap((row) =>
    row.split(' ').map((cell): readonly [string, Forms] => {
      const [letter = '', forms = ''] = cell.split('=')
      return [letter, forms.split('/')]
    }),
  )
}

/** Letters and pairs of letters, capitals; nothing after the last `/` or the `=`: the letter may be left out. */
export const scripts: ReadonlyMap<string, Forms> = new Map([
  ...table(
    'А=A Б=B В=V Г=G/H Ґ=G Д=D Е=E/YE Ё=E/IO/YO Ж=ZH/Z З=Z И=I/Y І=I Ї=I/YI Й=I/Y К=K Л=L М=M Н=N О=O П=P Р=R С=S Т=T У=U',
    'Ф=F Х=KH/H Ц=TS/C Ч=CH/C Ш=SH/S Щ=SHCH/SHT Ъ=IE/A/ Ы=Y Ь=/I Э=E Ю=IU/YU Я=IA/YA Є=IE/YE Ў=U/W Ђ=D/DJ Ѓ=G/GJ Ѕ=DZ Ј=J',
    'Љ=LJ Њ=NJ Ћ=C Ќ=K/KJ Џ=DZ/DJ Ѫ=U/A Ѣ=IE/E Ѵ=Y Ѳ=F Ә=A/E Ғ=G/GH Қ=K/Q Ң=N/NG Ө=O Ұ=U Ү=U Һ=H',
  ),
  ...table(
    'Α=A Β=V Γ=G/N Δ=D Ε=E Ζ=Z Η=I Θ=TH Ι=I Κ=K Λ=L Μ=M Ν=N Ξ=X Ο=O Π=P Ρ=R Σ=S Τ=T Υ=Y/U/V/F Φ=F Χ=CH Ψ=PS Ω=O',
    'ΜΠ=B/MP ΝΤ=NT/D ΓΚ=GK/NK/G',
  ),
  ...table(
    'ا=A أ=XAE آ=XAA إ=I ٱ=XXA ء=XE ؤ=XW ئ=XI ب=B ة=XTA/XAH ت=T ث=XTH ج=J ح=XH خ=XKH د=D ذ=XDH ر=R ز=Z س=S ش=XSH ص=XSS',
    'ض=XDZ ط=XTT ظ=XZZ ع=E غ=G ف=F ق=Q ك=K ل=L م=M ن=N ه=H و=W ى=XAY ي=Y پ=P چ=XCH ژ=XZH گ=XG ک=XKK ی=XYX',
  ),
])
