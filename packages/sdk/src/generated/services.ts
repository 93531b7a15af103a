export interface Problems { 'documents.create': never }
