/** What WeChat pushes to us: results of media checks. Other pushes are left unanswered. */
import * as v from 'valibot'
import { MediaCheckPush, mediaChecked } from '../domain/moderation'
import { serveInternal } from '../kernel/serve'

export const main = serveInternal(
  async (event: unknown, { db, now }) => {
    const push = v.safeParse(MediaCheckPush, event)
    if (push.success) await mediaChecked(db, push.output, now())
    return 'success'
  },
  // a message push has the platform as its source, as cloud-protocol.md lists it
  { allow: ['wx_unknown', 'wx_http', 'wx_trigger'] },
)
