/** The contact sheet: a row for each journey, its screens in order, a switch of language. Opens from the disk. */
import { languages, type Language } from '../../domain/language.ts'
import { targets, type Figures } from './figures.ts'
import type { Photo } from './photograph.ts'
import type { Recording } from './record.ts'

interface Shown {
  readonly recordings: readonly Recording[]
  readonly photos: readonly Photo[]
  readonly figures: readonly Figures[]
}

const names: Readonly<Record<Language, string>> = { nl: 'Nederlands', nlSimple: 'Eenvoudig Nederlands', en: 'English' }

const style = `
body { margin: 0; font: 16px/1.4 system-ui, sans-serif; background: #eef0ee; color: #111 }
header { position: sticky; inset: 0 0 auto; background: #fff; padding: 12px 16px; z-index: 2; border-bottom: 2px solid #111 }
header h1 { font-size: 20px; margin: 0 0 6px } header label { margin-inline-end: 18px }
section { border-bottom: 2px solid #9aa; padding: 12px 16px }
section h2 { font-size: 18px; margin: 0 } section p { margin: 2px 0 8px }
ol { display: flex; gap: 12px; overflow-x: auto; list-style: none; margin: 0; padding: 0 0 8px }
li { flex: none; width: 200px; font-size: 13px } li img { width: 200px; height: 356px; display: block; border: 1px solid #566 }
li.first { border-inline-start: 4px solid #b8860b; padding-inline-start: 8px }
table { border-collapse: collapse; font-size: 13px; margin-bottom: 8px } td, th { padding: 1px 10px 1px 0; text-align: start }
.over { color: #a00000; font-weight: bold }
${languages.map((language) => `body:has(#${language}:checked) [data-language]:not([data-language=${language}]) { display: none }`).join('\n')}
`

export function sheetOf({ recordings, photos, figures }: Shown): string {
  const switches = languages.map(
    (language, at) =>
      `<label><input type="radio" name="language" id="${language}"${at === 0 ? ' checked' : ''}> ${names[language]}</label>`,
  )
  const rows = recordings.map(({ name, about }) => {
    const mine = photos.filter(({ journey }) => journey === name)
    const counted = figures.filter(({ who }) => who.startsWith(`${name} `))
    return `<section id="${name}"><h2>${name}</h2><p>${text(about)}</p>${table(counted)}${languages
      .map((language) =>
        strip(
          language,
          mine.filter((one) => one.language === language),
        ),
      )
      .join('')}</section>`
  })
  return `<!doctype html><html lang="nl"><meta charset="utf-8"><title>Balie: journeys</title><style>${style}</style>
<header><h1>${String(recordings.length)} journeys, ${String(photos.length)} screens</h1>${switches.join('')}</header>
${rows.join('\n')}</html>\n`
}

function strip(language: Language, photos: readonly Photo[]): string {
  const people = new Set<string>()
  const items = photos.map(({ file, view, visit, person }, at) => {
    const who = `${String(visit)}.${String(person)}`
    const isFirst = !people.has(who)
    people.add(who)
    const label = `${String(at + 1)} ${view.screen.step}${isFirst ? `: visit ${String(visit)}, person ${String(person)}` : ''}`
    return `<li${isFirst ? ' class="first"' : ''}><a href="${file}"><img loading="lazy" src="${file}" alt="${text(label)}"></a>${text(label)}</li>`
  })
  return `<ol data-language="${language}">${items.join('')}</ol>`
}

function table(figures: readonly Figures[]): string {
  const over = (value: number, target: number, shown = String(value)): string =>
    value > target ? `<td class="over">${shown}</td>` : `<td>${shown}</td>`
  const rows = figures.map(
    ({ who, language, screens, decisions, words, messages, fullest }) =>
      `<tr data-language="${language}"><td>${who.split(' ').at(-1) ?? ''}</td><td>${String(screens)}</td>${over(decisions, targets.decisions)}${over(words, targets.words, words.toFixed(1))}${over(messages, targets.messages, `${String(messages)} (${fullest})`)}</tr>`,
  )
  return `<table><tr><th>visit.person</th><th>screens</th><th>decisions (≤ ${String(targets.decisions)})</th><th>words a sentence (≤ ${String(targets.words)})</th><th>messages (≤ ${String(targets.messages)})</th></tr>${rows.join('')}</table>`
}

const text = (raw: string): string => raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
