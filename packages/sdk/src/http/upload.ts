import type { ApiRequest, UploadProgress } from './request.ts'

/**
 * Sends a large body, and tells how much of it has left where the runtime lets a `fetch` be watched: Node, Deno, Bun and workers stream it.
 * Browsers do not (Chromium only over HTTP/2, others never), so a page hears of the start alone: 0 bytes of the total.
 */
export function uploadOf(body: BodyInit, { call }: ApiRequest, headers: Record<string, string>): ApiRequest['body'] {
  const { onProgress } = call.options
  if (body instanceof Blob && body.type) headers['content-type'] ??= body.type
  if (!onProgress) return body
  const size = sizeOf(body)
  const total = size === undefined ? {} : { totalBytes: size }
  const started = () => onProgress({ sentBytes: 0, ...total })
  if (body instanceof ReadableStream) {
    started()
    return counted(body, total, onProgress)
  }
  return () => {
    started()
    const page = typeof document !== 'undefined'
    const stream = page ? undefined : new Response(body).body
    return stream ? counted(stream, total, onProgress) : body
  }
}

function sizeOf(body: BodyInit): number | undefined {
  if (body instanceof Blob) return body.size
  if (typeof body === 'string') return new TextEncoder().encode(body).length
  return 'byteLength' in body ? body.byteLength : undefined
}

function counted(
  stream: ReadableStream<Uint8Array>,
  total: object,
  onProgress: (progress: UploadProgress) => void,
): ReadableStream {
  let sentBytes = 0
  return stream.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        controller.enqueue(chunk)
        sentBytes += chunk.length
        onProgress({ sentBytes, ...total })
      },
    }),
  )
}
