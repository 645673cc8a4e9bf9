/** The labels of a node, in the words of both platforms: WeChat reads `aria-role`, the browser `role`. */
export function aria(role: string, label?: string, state: { checked?: boolean; disabled?: boolean } = {}) {
  return {
    role,
    'aria-role': role,
    ...(label === undefined ? {} : { 'aria-label': label }),
    ...(state.checked === undefined ? {} : { 'aria-checked': state.checked }),
    ...(state.disabled === undefined ? {} : { 'aria-disabled': state.disabled }),
  }
}
