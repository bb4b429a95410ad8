CREATE TABLE "text_check" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"seq" integer NOT NULL,
	"author_id" text NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"label" integer,
	"trace_id" text,
	"tries" smallint NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp(3) with time zone,
	"answer" text,
	CONSTRAINT "text_check_kind" CHECK ("text_check"."kind" in ('request', 'request_words', 'return_words', 'answer')),
	CONSTRAINT "text_check_state" CHECK ("text_check"."state" in ('waiting', 'passed', 'held', 'approved', 'refused')),
	CONSTRAINT "text_check_reason" CHECK ("text_check"."reason" in ('review', 'risky', 'uncheckable', 'late')),
	CONSTRAINT "text_check_held_because" CHECK (("text_check"."state" in ('held', 'approved', 'refused')) = ("text_check"."reason" is not null)),
	CONSTRAINT "text_check_decided" CHECK (("text_check"."state" in ('approved', 'refused')) = ("text_check"."decided_at" is not null and "text_check"."decided_by" is not null))
);
--> statement-breakpoint
ALTER TABLE "text_check" ADD CONSTRAINT "text_check_author_id_person_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "text_check" ADD CONSTRAINT "text_check_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "text_check_subject" ON "text_check" USING btree ("subject_id","seq");--> statement-breakpoint
CREATE INDEX "text_check_due" ON "text_check" USING btree ("due_at") WHERE "text_check"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "text_check_held" ON "text_check" USING btree ("created_at") WHERE "text_check"."state" = 'held';