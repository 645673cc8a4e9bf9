import { newRequestId } from './request-id'

/** Where an upload goes: under a name that nobody can guess, in the only folder that the cloud takes files from. */
export const uploadPath = async (ending: string): Promise<string> => `u/${await newRequestId()}.${ending.toLowerCase()}`
