/** An operator, stage or argument that isn't known or isn't allowed; the message names it. */
export class InvalidOperatorError extends Error {}

/** An update that can't be applied to a document, such as adding a number to a text. */
export class UpdateError extends Error {}

/** A search that no index serves, over more documents than the local cloud lets pass. */
export class UnindexedQueryError extends Error {
  constructor(collection: string, fields: string[]) {
    super(
      `集合 ${collection} 按 ${fields.join('、') || '全部'} 查询没有可用的索引，请先声明索引。No index serves this query of ${collection} by ${fields.join(', ') || 'everything'}; declare one.`,
    )
  }
}
