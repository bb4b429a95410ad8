CREATE TABLE "guide_session" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"kind" text NOT NULL,
	"item_code" text NOT NULL,
	"item_version" integer NOT NULL,
	"item_name" text NOT NULL,
	"checklist_id" text,
	"answers" jsonb,
	"facts" jsonb,
	"turned_to" text,
	"version" integer NOT NULL,
	"consent_version" text NOT NULL,
	"begun_at" timestamp(3) with time zone NOT NULL,
	"code_hash" "bytea",
	"code_until" timestamp(3) with time zone NOT NULL,
	"guide_id" text,
	"joined_at" timestamp(3) with time zone,
	"ends_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone,
	"ended_by" text,
	CONSTRAINT "guide_session_kind" CHECK ("guide_session"."kind" in ('interview', 'form')),
	CONSTRAINT "guide_session_ended_by" CHECK ("guide_session"."ended_by" in ('citizen', 'guide', 'sign_out', 'time', 'replaced', 'finished')),
	CONSTRAINT "guide_session_ended_whole" CHECK (("guide_session"."ended_at" is null) = ("guide_session"."ended_by" is null)),
	CONSTRAINT "guide_session_joined_whole" CHECK (("guide_session"."guide_id" is null) = ("guide_session"."joined_at" is null) and ("guide_session"."guide_id" is null) = ("guide_session"."ends_at" is null)),
	CONSTRAINT "guide_session_dead_code" CHECK ("guide_session"."code_hash" is null or ("guide_session"."guide_id" is null and "guide_session"."ended_at" is null)),
	CONSTRAINT "guide_session_not_alone" CHECK ("guide_session"."guide_id" <> "guide_session"."person_id")
);
--> statement-breakpoint
CREATE TABLE "guide_session_entry" (
	"session_id" text NOT NULL,
	"version" integer NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"action" text NOT NULL,
	"side" text NOT NULL,
	"actor_id" text,
	"subject" text,
	"value" jsonb,
	CONSTRAINT "guide_session_entry_session_id_version_pk" PRIMARY KEY("session_id","version"),
	CONSTRAINT "guide_session_entry_action" CHECK ("guide_session_entry"."action" in ('begin', 'join', 'answer', 'fill', 'end')),
	CONSTRAINT "guide_session_entry_side" CHECK ("guide_session_entry"."side" in ('citizen', 'guide', 'system')),
	CONSTRAINT "guide_session_entry_subject" CHECK (("guide_session_entry"."action" in ('answer', 'fill')) = ("guide_session_entry"."subject" is not null))
);
--> statement-breakpoint
ALTER TABLE "guide_session" ADD CONSTRAINT "guide_session_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guide_session" ADD CONSTRAINT "guide_session_checklist_id_checklist_id_fk" FOREIGN KEY ("checklist_id") REFERENCES "public"."checklist"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guide_session" ADD CONSTRAINT "guide_session_guide_id_person_id_fk" FOREIGN KEY ("guide_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guide_session_entry" ADD CONSTRAINT "guide_session_entry_session_id_guide_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."guide_session"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guide_session_entry" ADD CONSTRAINT "guide_session_entry_actor_id_person_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "guide_session_code" ON "guide_session" USING btree ("code_hash") WHERE "guide_session"."code_hash" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "guide_session_of_person" ON "guide_session" USING btree ("person_id") WHERE "guide_session"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "guide_session_of_guide" ON "guide_session" USING btree ("guide_id") WHERE "guide_session"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "guide_session_list" ON "guide_session" USING btree ("checklist_id");--> statement-breakpoint
CREATE INDEX "guide_session_kept" ON "guide_session" USING btree ("ended_at") WHERE "guide_session"."answers" is not null or "guide_session"."facts" is not null;