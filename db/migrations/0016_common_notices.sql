CREATE TABLE "problem_group" (
	"id" text PRIMARY KEY NOT NULL,
	"requests" integer NOT NULL,
	"latest_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "problem_likeness" (
	"case_id" text NOT NULL,
	"other_id" text NOT NULL,
	"likeness" real NOT NULL,
	CONSTRAINT "problem_likeness_case_id_other_id_pk" PRIMARY KEY("case_id","other_id")
);
--> statement-breakpoint
CREATE TABLE "problem_rarity" (
	"word" text PRIMARY KEY NOT NULL,
	"requests" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "problem_request" (
	"case_id" text PRIMARY KEY NOT NULL,
	"filed_at" timestamp(3) with time zone NOT NULL,
	"group_id" text
);
--> statement-breakpoint
CREATE TABLE "problem_word" (
	"case_id" text NOT NULL,
	"word" text NOT NULL,
	"weight" real NOT NULL,
	CONSTRAINT "problem_word_case_id_word_pk" PRIMARY KEY("case_id","word")
);
--> statement-breakpoint
CREATE TABLE "systemic_case" (
	"issue_id" text NOT NULL,
	"case_id" text NOT NULL,
	"added_by" text NOT NULL,
	"added_at" timestamp(3) with time zone NOT NULL,
	"taken_out_at" timestamp(3) with time zone,
	"told_at" timestamp(3) with time zone,
	CONSTRAINT "systemic_case_issue_id_case_id_pk" PRIMARY KEY("issue_id","case_id")
);
--> statement-breakpoint
CREATE TABLE "systemic_issue" (
	"id" text PRIMARY KEY NOT NULL,
	"group_id" text,
	"title" text NOT NULL,
	"unit_id" text NOT NULL,
	"owner_id" text NOT NULL,
	"day" date NOT NULL,
	"status" text NOT NULL,
	"opened_by" text NOT NULL,
	"opened_at" timestamp(3) with time zone NOT NULL,
	"ended_by" text,
	"ended_at" timestamp(3) with time zone,
	"end_text" text,
	CONSTRAINT "systemic_issue_status" CHECK ("systemic_issue"."status" in ('open', 'solved', 'dropped')),
	CONSTRAINT "systemic_issue_ended_whole" CHECK (("systemic_issue"."status" = 'open') = ("systemic_issue"."ended_at" is null) and ("systemic_issue"."ended_at" is null) = ("systemic_issue"."end_text" is null))
);
--> statement-breakpoint
ALTER TABLE "notice" DROP CONSTRAINT "notice_kind";--> statement-breakpoint
ALTER TABLE "problem_likeness" ADD CONSTRAINT "problem_likeness_case_id_problem_request_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."problem_request"("case_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem_likeness" ADD CONSTRAINT "problem_likeness_other_id_problem_request_case_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."problem_request"("case_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem_request" ADD CONSTRAINT "problem_request_case_id_service_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."service_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem_request" ADD CONSTRAINT "problem_request_group_id_problem_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."problem_group"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem_word" ADD CONSTRAINT "problem_word_case_id_problem_request_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."problem_request"("case_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "systemic_case" ADD CONSTRAINT "systemic_case_issue_id_systemic_issue_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."systemic_issue"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "systemic_case" ADD CONSTRAINT "systemic_case_case_id_service_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."service_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "systemic_case" ADD CONSTRAINT "systemic_case_added_by_person_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "systemic_issue" ADD CONSTRAINT "systemic_issue_group_id_problem_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."problem_group"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "systemic_issue" ADD CONSTRAINT "systemic_issue_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "systemic_issue" ADD CONSTRAINT "systemic_issue_owner_id_person_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "systemic_issue" ADD CONSTRAINT "systemic_issue_opened_by_person_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "systemic_issue" ADD CONSTRAINT "systemic_issue_ended_by_person_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "problem_group_latest" ON "problem_group" USING btree ("latest_at");--> statement-breakpoint
CREATE INDEX "problem_likeness_other" ON "problem_likeness" USING btree ("other_id");--> statement-breakpoint
CREATE INDEX "problem_request_waiting" ON "problem_request" USING btree ("filed_at","case_id") WHERE "problem_request"."group_id" is null;--> statement-breakpoint
CREATE INDEX "problem_request_group" ON "problem_request" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "problem_word_word" ON "problem_word" USING btree ("word");--> statement-breakpoint
CREATE UNIQUE INDEX "systemic_case_one" ON "systemic_case" USING btree ("case_id") WHERE "systemic_case"."taken_out_at" is null;--> statement-breakpoint
CREATE INDEX "systemic_case_untold" ON "systemic_case" USING btree ("issue_id") WHERE "systemic_case"."told_at" is null and "systemic_case"."taken_out_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "systemic_issue_one_open" ON "systemic_issue" USING btree ("group_id") WHERE "systemic_issue"."status" = 'open';--> statement-breakpoint
CREATE INDEX "systemic_issue_opened" ON "systemic_issue" USING btree ("opened_at");--> statement-breakpoint
CREATE INDEX "systemic_issue_owner" ON "systemic_issue" USING btree ("owner_id");--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_kind" CHECK ("notice"."kind" in ('appointment_booked', 'appointment_confirmed', 'appointment_declined', 'appointment_moved', 'appointment_cancelled', 'appointment_reminder_day', 'appointment_reminder_soon', 'ticket_called', 'appointment_fulfilled', 'appointment_extra_wanted', 'appointment_list_changed', 'checklist_changed', 'case_received', 'case_contacted', 'case_accepted', 'case_materials_wanted', 'case_completed', 'case_declined', 'case_rescheduled', 'case_on_hold', 'case_referred', 'case_systemic', 'case_systemic_solved', 'staff_case_assigned', 'staff_case_disputed', 'staff_case_supplied', 'staff_case_withdrawn', 'staff_case_referred', 'staff_referral_returned', 'staff_case_to_direct', 'staff_assistance_asked', 'staff_assistance_answered', 'staff_extension_asked', 'staff_extension_granted', 'staff_extension_refused', 'staff_sign_off_wanted', 'staff_case_sent_back', 'staff_case_due_soon', 'staff_case_overdue', 'case_conferring', 'case_conferred', 'staff_conference_invited', 'staff_conference_moved', 'staff_conference_cancelled', 'staff_conference_decided', 'staff_task_given', 'staff_task_done', 'staff_task_dropped', 'staff_task_due_soon', 'staff_task_overdue', 'staff_case_systemic_solved', 'staff_systemic_assigned', 'staff_appointment_booked', 'staff_extra_settled', 'claim_approved', 'claim_refused', 'claim_rival', 'claim_displaced', 'join_asked', 'join_admitted', 'join_refused', 'join_lapsed', 'member_removed', 'principal_handed_over', 'staff_claim_filed'));--> statement-breakpoint
-- by hand: recent requests are compared too
INSERT INTO "problem_request" ("case_id", "filed_at") SELECT "id", "filed_at" FROM "service_case" WHERE "filed_at" > now() - interval '180 days';
