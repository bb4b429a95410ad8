CREATE TABLE "request_count" (
	"rate" text NOT NULL,
	"subject" text NOT NULL,
	"ends_at" timestamp(3) with time zone NOT NULL,
	"requests" integer NOT NULL,
	CONSTRAINT "request_count_rate_subject_pk" PRIMARY KEY("rate","subject"),
	CONSTRAINT "request_count_rate" CHECK ("request_count"."rate" in ('read', 'write', 'search', 'checklist', 'document', 'upload', 'sign_in', 'report', 'identity'))
);
--> statement-breakpoint
alter table "request_count" set unlogged
