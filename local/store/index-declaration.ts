/** One index of one collection, as the project declares it for the cloud and for the local store alike. */
export interface IndexDeclaration {
  /** The collection it belongs to; it is created when it doesn't exist. */
  collection: string
  /** Unique within the collection; appears in the text of a duplicate-key error. */
  name: string
  /** Dotted paths in index order, each ascending, descending, or a GeoJSON field to search by place. */
  fields: [path: string, direction: 1 | -1 | '2dsphere'][]
  /** Two documents may not have the same values; a missing value counts as null, as in the cloud. */
  unique?: boolean
}
