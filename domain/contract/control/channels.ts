/** Channel names: the only runtime import that the preload is allowed. */
export const channels = {
  /** main → renderer and renderer → main, one message union each. */
  control: 'balie:control',
  /** main → preload, once: carries the visit's MessagePort. */
  port: 'balie:port',
} as const
