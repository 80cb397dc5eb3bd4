/** The files that composing needs, as bytes: whoever runs it knows where they are, this code never guesses a path. */

export interface DocumentAssets {
  readonly fonts: {
    readonly regular: Uint8Array
    readonly bold: Uint8Array
    /** Tried in this order for what the first two cannot write. */
    readonly fallback: readonly { readonly name: string; readonly bytes: Uint8Array }[]
  }
}

const files = {
  regular: 'atkinson-hyperlegible-next-regular.ttf',
  bold: 'atkinson-hyperlegible-next-bold.ttf',
  fallback: ['noto-sans-regular.ttf', 'noto-sans-arabic-regular.ttf', 'noto-sans-hebrew-regular.ttf'],
} as const

/** Reads the assets by their names in `paper/assets/` with whatever can read there. */
export function loadDocumentAssets(read: (name: string) => Uint8Array): DocumentAssets {
  return {
    fonts: {
      regular: read(files.regular),
      bold: read(files.bold),
      fallback: files.fallback.map((name) => ({ name, bytes: read(name) })),
    },
  }
}
