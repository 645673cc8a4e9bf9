/** What is wrong with an input, in one Chinese sentence and the path of its field. */
import type { BaseIssue } from 'valibot'

const sentences: Record<string, (field: string) => string> = {
  strict_object: (field) => `不认识的内容“${field}”`,
  picklist: (field) => `“${field}”不在可选范围内`,
  max_length: (field) => `“${field}”太长`,
  min_length: (field) => `“${field}”太短`,
}

/**
 * The schema's own sentence when it is Chinese, one by kind of problem otherwise.
 * @returns detail of BAD_INPUT: `problem` fills the sentence, `field` is the dotted path, '' for the whole
 */
export function problemOf(issue: BaseIssue<unknown>): { problem: string; field: string } {
  const field = (issue.path ?? []).map(({ key }) => String(key)).join('.')
  if (/\p{Script=Han}/u.test(issue.message)) return { problem: issue.message, field }
  const missing = issue.received === 'undefined' && issue.input === undefined
  const problem = missing ? `缺少“${field}”` : (sentences[issue.type]?.(field) ?? `“${field}”填写不正确`)
  return { problem, field }
}
