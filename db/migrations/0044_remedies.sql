CREATE TABLE "remedy_event" (
	"remedy_id" text NOT NULL,
	"seq" smallint NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"action" text NOT NULL,
	"status" text NOT NULL,
	"actor_id" text,
	"text" text,
	CONSTRAINT "remedy_event_remedy_id_seq_pk" PRIMARY KEY("remedy_id","seq"),
	CONSTRAINT "remedy_event_action" CHECK ("remedy_event"."action" in ('open', 'contact', 'tryContact', 'classify', 'verify', 'solve', 'explain', 'appeal', 'upholdAppeal', 'refuseAppeal', 'rate', 'amend', 'warn')),
	CONSTRAINT "remedy_event_status" CHECK ("remedy_event"."status" in ('opened', 'contacted', 'verified', 'appealed', 'solved', 'explained', 'not_counted'))
);
--> statement-breakpoint
CREATE TABLE "remedy_order" (
	"id" text PRIMARY KEY NOT NULL,
	"occasion_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"owner_id" text,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"opened_at" timestamp(3) with time zone NOT NULL,
	"contact_due_at" timestamp(3) with time zone,
	"contacted_at" timestamp(3) with time zone,
	"tries" smallint DEFAULT 0 NOT NULL,
	"due_at" timestamp(3) with time zone,
	"explanation" jsonb NOT NULL,
	"finding" text,
	"finding_text" text,
	"outcome_text" text,
	"rule" text,
	"settled_at" timestamp(3) with time zone,
	"appeal_ground" text,
	"appeal_reason" text,
	"appealed_by" text,
	"reviewed_by" text,
	"review_reason" text,
	"result_level" smallint,
	"result_words" text,
	"result_at" timestamp(3) with time zone,
	"contact_warned_at" timestamp(3) with time zone,
	"warned_at" timestamp(3) with time zone,
	CONSTRAINT "remedy_order_kind" CHECK ("remedy_order"."kind" in ('ordinary', 'complex')),
	CONSTRAINT "remedy_order_status" CHECK ("remedy_order"."status" in ('opened', 'contacted', 'verified', 'appealed', 'solved', 'explained', 'not_counted')),
	CONSTRAINT "remedy_order_finding" CHECK ("remedy_order"."finding" in ('confirmed', 'partly', 'not_confirmed')),
	CONSTRAINT "remedy_order_ground" CHECK ("remedy_order"."appeal_ground" in ('false', 'malicious')),
	CONSTRAINT "remedy_order_result" CHECK ("remedy_order"."result_level" in (5, 4, 3, 2, 1)),
	CONSTRAINT "remedy_order_settled_whole" CHECK (("remedy_order"."status" in ('solved', 'explained', 'not_counted')) = ("remedy_order"."settled_at" is not null) and ("remedy_order"."settled_at" is null) = ("remedy_order"."outcome_text" is null)),
	CONSTRAINT "remedy_order_explained_by_rule" CHECK ("remedy_order"."status" <> 'explained' or "remedy_order"."rule" is not null),
	CONSTRAINT "remedy_order_not_counted_reviewed" CHECK ("remedy_order"."status" <> 'not_counted' or ("remedy_order"."appeal_ground" is not null and "remedy_order"."appeal_reason" is not null and "remedy_order"."reviewed_by" is not null
        and "remedy_order"."review_reason" is not null and "remedy_order"."reviewed_by" <> "remedy_order"."appealed_by")),
	CONSTRAINT "remedy_order_result_whole" CHECK (("remedy_order"."result_level" is null) = ("remedy_order"."result_at" is null) and ("remedy_order"."result_level" is null or "remedy_order"."settled_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "notice" DROP CONSTRAINT "notice_kind";--> statement-breakpoint
ALTER TABLE "rating_occasion" DROP CONSTRAINT "rating_occasion_subject";--> statement-breakpoint
ALTER TABLE "rating" ADD COLUMN "is_anonymous" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "rating_occasion" ADD COLUMN "channel" text;--> statement-breakpoint
ALTER TABLE "rating_occasion" ADD COLUMN "item_code" text;--> statement-breakpoint
ALTER TABLE "rating_occasion" ADD COLUMN "handled_by" text[];--> statement-breakpoint
-- Occasions from before knew neither their channel nor who handled them.
UPDATE "rating_occasion" o SET
	"channel" = coalesce((select c."channel" from "service_case" c where o."subject" = 'case' and c."id" = o."subject_id"),
		case when o."subject" = 'consultation' then 'mini_program' else 'window' end),
	"item_code" = coalesce((select c."item_code" from "service_case" c where o."subject" = 'case' and c."id" = o."subject_id"),
		(select a."item_code" from "appointment" a where o."subject" = 'appointment' and a."id" = o."subject_id")),
	"handled_by" = case when o."subject" = 'case'
		then array(select c."owner_id" from "service_case" c where c."id" = o."subject_id")
		when o."subject" = 'consultation' then array(select c."owner_id" from "consultation" c where c."id" = o."subject_id")
		else array(select distinct e."actor_id" from "appointment_event" e
			where e."appointment_id" = o."subject_id" and e."action" in ('start', 'complete') and e."by" = 'officer' and e."actor_id" is not null) end;--> statement-breakpoint
ALTER TABLE "rating_occasion" ALTER COLUMN "channel" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "rating_occasion" ALTER COLUMN "handled_by" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "remedy_event" ADD CONSTRAINT "remedy_event_remedy_id_remedy_order_id_fk" FOREIGN KEY ("remedy_id") REFERENCES "public"."remedy_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remedy_event" ADD CONSTRAINT "remedy_event_actor_id_person_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remedy_order" ADD CONSTRAINT "remedy_order_occasion_id_rating_occasion_id_fk" FOREIGN KEY ("occasion_id") REFERENCES "public"."rating"("occasion_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remedy_order" ADD CONSTRAINT "remedy_order_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remedy_order" ADD CONSTRAINT "remedy_order_owner_id_person_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remedy_order" ADD CONSTRAINT "remedy_order_appealed_by_person_id_fk" FOREIGN KEY ("appealed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remedy_order" ADD CONSTRAINT "remedy_order_reviewed_by_person_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "remedy_order_once" ON "remedy_order" USING btree ("occasion_id");--> statement-breakpoint
CREATE INDEX "remedy_order_open" ON "remedy_order" USING btree ("unit_id","due_at") WHERE "remedy_order"."status" in ('opened', 'contacted', 'verified', 'appealed');--> statement-breakpoint
CREATE INDEX "remedy_order_unit" ON "remedy_order" USING btree ("unit_id","opened_at");--> statement-breakpoint
CREATE INDEX "rating_occasion_unit" ON "rating_occasion" USING btree ("unit_id","finished_at");--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_kind" CHECK ("notice"."kind" in ('appointment_booked', 'appointment_confirmed', 'appointment_declined', 'appointment_moved', 'appointment_cancelled', 'appointment_rebook_offered', 'appointment_rebook_none', 'appointment_rebook_lapsed', 'appointment_rebook_kept', 'appointment_reminder_day', 'appointment_reminder_soon', 'wait_offered', 'wait_passed', 'wait_closed', 'ticket_called', 'appointment_fulfilled', 'appointment_accepted', 'appointment_incomplete', 'appointment_gap_due', 'appointment_ready', 'appointment_discontinued', 'no_show_excused', 'no_show_not_excused', 'staff_no_show_explained', 'staff_acceptance_overdue', 'staff_gap_overdue', 'appointment_extra_wanted', 'appointment_list_changed', 'checklist_changed', 'case_received', 'case_contacted', 'case_accepted', 'case_materials_wanted', 'case_completed', 'case_declined', 'case_rescheduled', 'case_on_hold', 'case_referred', 'case_systemic', 'case_systemic_solved', 'staff_case_assigned', 'staff_case_disputed', 'staff_case_supplied', 'staff_case_remarked', 'staff_case_withdrawn', 'case_rectification', 'staff_rectification_ordered', 'staff_rectification_reported', 'staff_rectification_returned', 'staff_rectification_overdue', 'staff_case_referred', 'staff_referral_returned', 'staff_case_to_direct', 'staff_assistance_asked', 'staff_assistance_answered', 'staff_extension_asked', 'staff_extension_granted', 'staff_extension_refused', 'staff_sign_off_wanted', 'staff_case_sent_back', 'staff_case_due_soon', 'staff_case_overdue', 'case_conferring', 'case_conferred', 'staff_conference_invited', 'staff_conference_moved', 'staff_conference_cancelled', 'staff_conference_decided', 'staff_task_given', 'staff_task_handed_on', 'staff_task_done', 'staff_task_dropped', 'staff_task_due_soon', 'staff_task_overdue', 'staff_case_systemic_solved', 'staff_systemic_assigned', 'case_visit_planned', 'case_visit_changed', 'case_visit_done', 'staff_visit_asked', 'staff_visit_cancelled', 'staff_visit_planned', 'staff_visit_off', 'staff_appointment_booked', 'staff_extra_settled', 'claim_approved', 'claim_refused', 'claim_rival', 'claim_displaced', 'join_asked', 'join_admitted', 'join_refused', 'join_lapsed', 'member_removed', 'principal_handed_over', 'staff_claim_filed', 'relative_added', 'relative_ended', 'urgent_taken', 'urgent_met', 'urgent_not_possible', 'staff_urgent_asked', 'staff_urgent_late', 'staff_urgent_withdrawn', 'staff_digest', 'consultation_answered', 'staff_consultation_asked', 'staff_consultation_late', 'staff_knowledge_review', 'rating_remedied', 'staff_low_rating', 'staff_remedy_overdue', 'staff_remedy_appealed', 'staff_remedy_reviewed'));--> statement-breakpoint
ALTER TABLE "rating_occasion" ADD CONSTRAINT "rating_occasion_channel" CHECK ("rating_occasion"."channel" in ('mini_program', 'window', 'phone', 'visit', 'workstation', 'wechat_group', 'hotline_12345', 'through_train'));--> statement-breakpoint
ALTER TABLE "rating_occasion" ADD CONSTRAINT "rating_occasion_subject" CHECK ("rating_occasion"."subject" in ('appointment', 'case', 'consultation', 'home_visit', 'training'));--> statement-breakpoint
CREATE FUNCTION remedy_event_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the history of a remedy is not altered';
END $$;--> statement-breakpoint
CREATE TRIGGER remedy_event_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON "remedy_event" EXECUTE FUNCTION remedy_event_keeps();
