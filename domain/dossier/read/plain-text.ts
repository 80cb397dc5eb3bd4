/** Plain text of HTML and markdown, without running or loading anything: what is no text falls away. */

import { htmlText } from './html-text.ts'

/** Text of HTML or XHTML; null where nobody here can tell what of it is shown. */
export function plainOfHtml(html: string): string | null {
  const text = htmlText(html, { spaces: true })
  return text === null ? null : tidy(text)
}

/** Text of markdown and of the HTML in it: the marks of headings, emphasis, links, images, quotes and code fall away. */
export function plainOfMarkdown(markdown: string): string | null {
  const text = markdown
    .replace(/\r\n?/g, '\n')
    .replace(/^[ \t]*(```|~~~).*$/gm, '')
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*$/gm, '$1')
    .replace(/^ {0,3}>[ \t]?/gm, '')
    .replace(/^([ \t]*)[-*+][ \t]+/gm, '$1• ')
    .replace(/^[ \t]*([-*_][ \t]*){3,}$/gm, '')
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}*_])([*_])(?=\S)(.+?)(?<=\S)\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/~~(?=\S)[\s\S]+?(?<=\S)~~/g, '')
    .replace(/`([^`]*)`/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+.!>-])/g, '$1')
  const plain = htmlText(text, { spaces: false })
  return plain === null ? null : tidy(plain)
}

/** Line ends alike, no spaces at their ends, never two empty lines. */
export function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t\u00a0]+\n/g, '\n')
    .replace(/\n[ \t]+/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
