DROP INDEX "annotations_article";--> statement-breakpoint
DROP INDEX "articles_updated";--> statement-breakpoint
DROP INDEX "people_email";--> statement-breakpoint
CREATE INDEX "annotations_article" ON "annotations" USING btree ("workspace_id","article_id","created_at") WHERE "annotations"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "articles_updated" ON "articles" USING btree ("workspace_id","updated_at","id") WHERE "articles"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "people_email" ON "people" USING btree ("workspace_id",lower("email")) WHERE "people"."email" is not null;