// The routes of files.
import { acceptFileSchema, filesSchema, offeredFileSchema, sendFileSchema } from './schemas/file.ts';

export const fileRoutes = {
  files: {
    method: 'get',
    path: '/v1/files',
    summary: 'Files on their way, offers, and those that ended lately, oldest first.',
    status: 200,
    answer: filesSchema,
  },
  sendFile: {
    method: 'post',
    path: '/v1/contacts/:id/files',
    summary:
      'Offer a file or a folder to a contact; it goes when the contact is online, and events tell how it fares.',
    body: sendFileSchema,
    status: 202,
    answer: offeredFileSchema,
  },
  acceptFile: {
    method: 'post',
    path: '/v1/files/:id/accept',
    summary: 'Take an offered file (by its key): only now anything of it is kept.',
    body: acceptFileSchema,
    status: 202,
  },
  refuseFile: {
    method: 'post',
    path: '/v1/files/:id/refuse',
    summary: 'Refuse an offered file: its sender is told.',
    status: 202,
  },
  cancelFile: {
    method: 'post',
    path: '/v1/files/:id/cancel',
    summary:
      'End a file that is on its way, in either direction; nothing unfinished stays. Refuses an offer.',
    status: 202,
  },
  pauseFile: {
    method: 'post',
    path: '/v1/files/:id/pause',
    summary: 'Let nothing of it move until it is resumed, also over a new start.',
    status: 202,
  },
  resumeFile: {
    method: 'post',
    path: '/v1/files/:id/resume',
    summary: 'Let a paused file go on.',
    status: 202,
  },
  forgetFile: {
    method: 'delete',
    path: '/v1/files/:id',
    summary: 'Take a file that has ended off the list; one that is on its way is cancelled before.',
    status: 204,
  },
} as const;
