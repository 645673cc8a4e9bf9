import type { Link } from './contract'

/** WeChat opens a page only from codes that the cloud makes; these words say where to go, and our own scanner finds the number. */
export const { certificateLink }: Link = {
  certificateLink: (number) => `志愿服务记录证明 ${number}，请在小程序“三单通”的“活动”里点“核对证明”`,
}
