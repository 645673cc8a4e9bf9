/**
 * Every refusal: a typed code with a Chinese sentence that says what to do. The cloud fails with a code; the sentence is
 * looked up here, in one place. `{name}` is filled from the error's detail.
 */
export const errors = {
  UNKNOWN_ACTION: '小程序版本与服务不一致，请重新打开小程序。',
  CLIENT_TOO_OLD: '小程序版本过低，请关闭后重新打开以更新。',
  BAD_INPUT: '填写的内容有误：{problem}。请改正后再提交。',
  PAYLOAD_TOO_LARGE: '内容太多，请精简后再提交。',
  REQUEST_REUSED: '这次提交的编号已用过，请返回重新填写。',
  REQUEST_EXPIRED: '这次提交已超过 7 天，请重新填写后再提交。',
  SESSION_EXPIRED: '登录已过期，请重新进入小程序。',
  FORBIDDEN: '您没有办理这件事的权限。如需办理，请联系网格员。',
  NEEDS_IDENTITY: '请先登记身份（我的 → 登记），再办理这件事。',
  NOT_FOUND: '没有找到，可能已被删除或不在您的范围内。',
  CONFLICT: '刚刚有人处理过这件事，页面已更新，请看清后再操作。',
  EVENT_NOT_ALLOWED: '这件事现在是“{state}”，不能{event}。',
  TOO_MANY_OPEN: '身份确认前最多有 3 件未办结的事项，请等办结或先登记身份。',
  OWN_HOUSEHOLD: '不能办理本人或本户的事项，请另派他人。',
  SAME_PERSON: '申报、办理、确认不能是同一人，请换一个人。',
  NOT_A_CANDIDATE: '此人不能接这一单，请重新选择。',
  ALREADY_DONE: '已经办过了，不用再办。',
  AREA_GONE: '这个区划已撤并，请重新选择所在村。',
  CONTENT_REFUSED: '内容含有不适宜发布的信息，请修改后再提交。',
  FILE_REFUSED: '文件不符合要求：{problem}。请换一个文件。',
  WRONG_COLUMNS: '表格的列不对：{problem}。请下载模板后按模板填写。',
  CODE_WRONG: '代码不对或已使用，请向管理员核对。',
  LOCKED: '尝试次数过多，请 {minutes} 分钟后再试。',
  OPEN_CASES: '您还有未办结的事项（{numbers}），办结后才能注销。',
  POINTS_SHORT: '积分不够：需要 {need} 分，现有 {have} 分。可以换少一些，或先攒积分。',
  RULE_GONE: '这条细则已停用或还没有生效，请刷新积分细则后重新选择。',
  RULE_AUTOMATIC: '这一项由系统自动记分，不用申报。',
  EVIDENCE_NEEDED: '这一项要照片为证，请至少上传一张照片。',
  TOO_MANY_CLAIMS: '您已有 {most} 条申报在等待核实，核实后再申报。',
  ALREADY_OBJECTED: '您已对这一条提过异议，复核结果会通知您。',
  NOT_FOR_YOU: '这个活动面向{audience}，您不在范围内。',
  ACTIVITY_FULL: '名额和候补都满了，请看看别的活动。',
  NOT_SIGNED_UP: '您在这个活动里没有名额，请先报名。',
  CHECK_IN_CLOSED: '现在不能签到：开始前 {minutes} 分钟到结束可以签到，结束后一小时内可以签退。',
  CAPACITY_TOO_SMALL: '已有 {taken} 人报名，名额不能少于这个数。',
  CHECK_IN_CODE_WRONG: '签到码不对或已过期，请扫现场最新的码。',
  PLACE_NEEDED: '这个活动要核对地点，请允许定位后再签到；不方便的，请组织者补录。',
  TOO_FAR: '您不在活动地点 {radius} 米以内，到了现场再签到。',
  PHOTO_CONSENT: '照片上能认出的人都同意了才能发布，请核对后勾选。',
  NO_HOURS: '这段时间没有这个单位记录的服务时长，不能开证明。',
  CERTIFICATE_UNKNOWN: '没有这个编号的证明，请核对编号。',
  NO_HOUSEHOLD: '您还没有登记在哪一户，请联系网格员登记后再兑换。',
  NO_STORE: '本村还没有开爱心超市，请向村委会了解。',
  STORE_POSTS: '超市负责人、管理员、监督员须是三个不同的人，此人已任{role}，请另选他人。',
  PRICE_CHANGED: '“{goods}”现在是 {price} 分，请看清后再兑换。',
  NOT_ON_SALE: '“{goods}”已下架，请换一件。',
  OUT_OF_STOCK: '“{goods}”只剩 {left} 件，请减少数量或换一件。',
  OVER_LIMIT: '“{goods}”每户每月限兑 {limit} 件，本月还可兑 {left} 件。',
  COUNT_BELOW_RESERVED: '盘点数少于已预约的 {reserved} 件，请先交付或取消这些预约，再盘点。',
  CODE_UNKNOWN: '没有这个兑换码，请核对 8 位数字，并确认是在本店预约的。',
  CODE_USED: '这个兑换码已经用过，不能再用。',
  CODE_LAPSED: '这个兑换码已过期，请村民重新兑换。',
  CODE_CANCELLED: '这笔兑换已取消，请村民重新兑换。',
  OTHER_VILLAGE: '只能在本村的爱心超市兑换。',
  WRONG_STORE: '这是在{store}预约的，请到那里领取。',
  OTHER_DEVICE: '这笔兑换已在另一台手机上核验，请用那台手机交付。',
  UNDO_TOO_LATE: '只能当天撤销，请由超市负责人冲正。',
  CARD_UNKNOWN: '没有这张爱心卡，请联系网格员。',
  CARD_REVOKED: '这张爱心卡已作废，请联系网格员补办。',
  CARD_LOCKED: '密码输错 5 次，爱心卡已锁定，请联系网格员解锁。',
  PIN_WRONG: '密码不对，还可以试 {left} 次。',
  DAILY_LIMIT: '每户每天凭卡最多兑 {limit} 分，今天还可兑 {left} 分。',
  MONTH_NOT_OVER: '{month} 还没有过完，下月 1 日起才能签字。',
  BOOKS_DIFFER: '账目不平：{problem}。请先查清，再签字。',
  SAME_SIGNER: '月结须由管理员和监督员两个人签字，您已签过。',
  NOT_SET_UP: '这项功能还没有配置好，请联系系统管理员。',
  BUSY: '现在办理的人较多，请稍候再试。',
  INTERNAL: '系统出了问题，我们已记录。请稍后再试，或打电话给网格员。',
} as const

export type ErrorCode = keyof typeof errors

/** What a caller gets: the code, the sentence, and facts a screen may use (the present state on CONFLICT, for example). */
export interface ErrorBody {
  code: ErrorCode
  message: string
  detail?: Record<string, unknown>
}

/** The sentence of a code with its blanks filled from `detail`. */
export function sentenceOf(code: ErrorCode, detail: Record<string, unknown> = {}): string {
  return errors[code].replace(/\{(\w+)\}/g, (_, key: string) => String(detail[key] ?? ''))
}
