/** Small pieces that the panels of the desk page share. */
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import { pictogram } from '../pages/mark.ts'
import { elapsed } from './dates.ts'
import type { DeskView } from './desk-view.ts'

/** Time since then; the page's script counts on by itself. */
export function since(instant: string, { now }: Pick<DeskView, 'now'>): Html {
  return html`<span class="since" data-since="${instant}">${elapsed(instant, now)}</span>`
}

/** Hidden fields of every form. */
export function secrets({ session, selected }: DeskView): Html {
  return html`<input type="hidden" name="csrf" value="${session.csrf}" />${
      selected === null ? null : html`<input type="hidden" name="visit" value="${selected.visit.record.visit}" />`
    }`
}

/** What the clerk had typed in this field when the form was refused; otherwise `other`. */
export function typed({ session, selected }: DeskView, name: string, other = ''): string {
  const { draft } = session
  if (draft === null || draft.visit !== selected?.visit.record.visit) return other
  return draft.fields[name] ?? other
}

/** Marks the field that was wrong, which also has the focus. */
export function mark({ session, selected }: DeskView, name: string): Html | null {
  const { draft } = session
  const isWrong = draft !== null && draft.visit === selected?.visit.record.visit && draft.wrong === name
  return isWrong ? html`aria-invalid="true" data-wrong autofocus` : null
}

/** A button that posts one thing; `key` is what the page's script listens to. */
export function act(
  view: DeskView,
  {
    action,
    label,
    key,
    kind = '',
    fields = {},
  }: {
    readonly action: string
    readonly label: string
    readonly key: string
    readonly kind?: '' | 'quiet' | 'warn' | 'go'
    readonly fields?: Readonly<Record<string, string>>
  },
): Html {
  return html`<form method="post" action="/desk/${action}">
    ${secrets(view)}
    ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <button class="s-btn ${kind}" data-key="${key}">${label} <kbd>${key}</kbd></button>
  </form>`
}

export function ok(text: string): Html {
  return html`<span class="ok">${pictogram('check')}${text}</span>`
}

export function wrong(text: string): Html {
  return html`<span class="no">${pictogram('warn')}${text}</span>`
}

/** The sentence that the last act left, once. */
export function notice({ session }: DeskView): Html | null {
  const { notice: left } = session
  if (left === null) return null
  return left.kind === 'error'
    ? html`<p class="s-error" role="alert" data-notice>${pictogram('warn')}${left.text}</p>`
    : html`<p class="s-good" role="status" data-notice>${pictogram('check')}${left.text}</p>`
}

/** Choices that look like buttons and are radio buttons. */
export function choices(
  name: string,
  options: readonly { readonly value: string; readonly label: string; readonly key?: string }[],
  chosen: string | null = null,
): Html {
  return html`<div class="s-seg">
    ${options.map(
      ({ value, label, key }) =>
        html`<label
          ><input
            type="radio"
            name="${name}"
            value="${value}"
            ${value === chosen ? html`checked` : null}
            ${key === undefined ? null : html`data-key="${key}"`}
          /><span>${pictogram('check')}${label}${key === undefined ? null : html` <kbd>${key}</kbd>`}</span></label
        >`,
    )}
  </div>`
}
