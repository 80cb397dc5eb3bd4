/** How this visitor wants to see the screens. Lives in this page only, so each visitor starts afresh. */
export const textSizes = ['A', 'A+', 'A++'] as const
export type TextSize = (typeof textSizes)[number]

const textAttribute: Readonly<Record<TextSize, string | null>> = { A: null, 'A+': 'a-plus', 'A++': 'a-plus-plus' }

class Looks {
  text = $state<TextSize>('A')
  contrast = $state(false)
  lowered = $state(false)
  /** The hand that signs: what belongs to the pad stands on the other side. */
  hand = $state<'left' | 'right'>('right')
  /** Counts up whenever a layout may have changed (window, fonts, sizes): pagers measure again. */
  layout = $state(0)

  nextText(): void {
    this.text = textSizes[(textSizes.indexOf(this.text) + 1) % textSizes.length] ?? 'A'
    this.apply()
  }

  toggleContrast(): void {
    this.contrast = !this.contrast
    this.apply()
  }

  toggleLowered(): void {
    this.lowered = !this.lowered
    this.apply()
  }

  toggleHand(): void {
    this.hand = this.hand === 'right' ? 'left' : 'right'
    this.apply()
  }

  /** Attributes on <html> are all that the style sheets know. */
  apply(): void {
    const root = document.documentElement
    const set = (name: string, value: string | null): void => {
      if (value === null) root.removeAttribute(name)
      else root.setAttribute(name, value)
    }
    set('data-text', textAttribute[this.text])
    set('data-contrast', this.contrast ? 'high' : null)
    set('data-desk', this.lowered ? 'low' : null)
    set('data-hand', this.hand === 'left' ? 'left' : null)
    this.layout += 1
  }
}

export const looks = new Looks()
