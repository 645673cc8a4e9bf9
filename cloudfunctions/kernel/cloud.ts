/** The one file that loads wx-server-sdk: everything else is given what it needs of it. */
import cloud from 'wx-server-sdk'

// keepalive: connections are kept between round trips, which are most of a call; the SDK's typings don't know it
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string, keepalive: true } as Parameters<typeof cloud.init>[0])

// throwOnNotFound isn't in the SDK's typings; without it a missing document throws and aborts its transaction
const database = cloud.database({ throwOnNotFound: false } as Parameters<typeof cloud.database>[0])

/** The SDK's own types, which its typings don't export by name. */
export type Database = typeof database
export type Collection = ReturnType<Database['collection']>
export type Pipeline = ReturnType<Collection['aggregate']>
export type Command = Database['command']

export { cloud, database }
